"""Runs rules one by one, so that no rule can hide another one's verdict, and none can tell a secret."""

from collections.abc import Callable, Iterable
from functools import partial

from .finding import Finding, Verdict
from .resource import Resource, Stack
from .rule import Level, Rule
from .secrets.confidential import Confidential
from .settings import Settings

LONGEST = 1000
"""Characters of what is said about one finding."""


def judge_resource(rules: Iterable[Rule], resource: Resource, settings: Settings) -> list[Verdict]:
    """Return what the rules have to say about one resource."""
    confidential = Confidential([resource], settings.stack)
    return [
        _verdict(rule, finding, resource, confidential)
        for rule in rules
        if (judge := rule.judge_resource) is not None
        for finding in _findings(partial(judge, resource, settings))
    ]


def judge_stack(rules: Iterable[Rule], stack: Stack, settings: Settings) -> list[Verdict]:
    """Return what the rules have to say about the stack."""
    confidential = Confidential(stack.every(), settings.stack)
    return [
        _verdict(rule, finding, finding.resource, confidential)
        for rule in rules
        if (judge := rule.judge_stack) is not None
        for finding in _findings(partial(judge, stack, settings))
    ]


def _findings(judge: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Return the findings of one rule; a rule that fails is a violation, after the findings it came to."""
    findings: list[Finding] = []
    try:
        for finding in judge():
            findings.append(finding)  # noqa: PERF402 - one by one: those before a failure count
    except Exception as error:  # noqa: BLE001 - whatever happens in a rule must close the gate, not open it
        failure = f"the rule failed with {type(error).__name__} and could not decide"
        findings.append(Finding(failure, remedy="report it to the owners of the policy pack, with the resource's code"))
    return findings


def _verdict(rule: Rule, finding: Finding, resource: Resource | None, confidential: Confidential) -> Verdict:
    name = resource.name if resource else "the stack"
    urn = resource.urn if resource else ""
    facts = _sayable(confidential, finding.facts)
    if finding.notice:
        return Verdict(rule.id, urn, name, facts, "", "", mandatory=False)
    remedy = _sayable(confidential, finding.remedy) if finding.remedy else rule.remedy
    return Verdict(rule.id, urn, name, facts, rule.protects, remedy, mandatory=rule.level is Level.MANDATORY)


def _sayable(confidential: Confidential, words: str) -> str:
    """Return words without secrets, cut where a value that somebody quotes is longer than anybody reads."""
    try:
        told = confidential.hide(words)
    except Exception as error:  # noqa: BLE001 - what cannot be held against the secrets is not said, but still counts
        return f"broken in a way that is withheld, because looking for secrets failed with {type(error).__name__}"
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}..."
