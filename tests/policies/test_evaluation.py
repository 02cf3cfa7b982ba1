"""Each rule is run on its own: what one does hides nothing of another, and a rule that fails closes the gate."""

from collections.abc import Iterator

import pytest

from policies.evaluation import judge_resource, judge_stack
from policies.finding import Finding
from policies.resource import Resource, Stack
from policies.rule import Level, Rule, resource_rule, stack_rule
from policies.secrets.confidential import Confidential
from policies.settings import Settings
from tests.policies.inputs import Declare

TOKEN = "hcloud:index/server:Server"


class SecretiveError(Exception):
    """Its text would give a secret away."""


def on_server(name: str, level: Level = Level.MANDATORY) -> Rule:
    reason = "" if level is Level.MANDATORY else "it only informs"

    @resource_rule(name, on=(TOKEN,), protects="it matters", remedy="fix it", level=level, level_reason=reason)
    def rule(_server: Resource, _settings: Settings) -> Iterator[Finding]:
        yield Finding(f"{name} was broken")
        if name == "breaks":
            raise SecretiveError("hunter2")

    return rule


def test_a_violation_names_resource_facts_reason_and_remedy(declare: Declare, settings: Settings) -> None:
    (verdict,) = judge_resource([on_server("holds")], declare(TOKEN, "web-1", {}), settings)
    assert verdict.message == "web-1: holds was broken; it matters\nremedy: fix it"
    assert verdict.rule == "holds"
    assert verdict.mandatory


def test_a_rule_that_fails_is_a_violation_that_hides_nothing(declare: Declare, settings: Settings) -> None:
    rules = [on_server("breaks"), on_server("holds")]
    first, failure, last = judge_resource(rules, declare(TOKEN, "web-1", {}), settings)
    assert first.message.startswith("web-1: breaks was broken")
    assert failure.message.startswith("web-1: the rule failed with SecretiveError and could not decide")
    assert failure.mandatory
    assert last.message.startswith("web-1: holds was broken")


def test_the_text_of_an_exception_is_not_repeated(declare: Declare, settings: Settings) -> None:
    verdicts = judge_resource([on_server("breaks")], declare(TOKEN, "web-1", {}), settings)
    assert not any("hunter2" in verdict.message for verdict in verdicts)


def test_a_rule_on_the_stack_that_fails_is_a_violation_of_the_stack(settings: Settings) -> None:
    @stack_rule("breaks", reads=(TOKEN,), protects="it matters", remedy="fix it")
    def rule(_stack: Stack, _settings: Settings) -> Iterator[Finding]:
        raise SecretiveError("hunter2")

    (verdict,) = judge_stack([rule], Stack([]), settings)
    assert verdict.message.startswith("the stack: the rule failed with SecretiveError")
    assert verdict.mandatory
    assert verdict.urn == ""


def test_an_advisory_rule_stops_nothing(declare: Declare, settings: Settings) -> None:
    (verdict,) = judge_resource([on_server("informs", Level.ADVISORY)], declare(TOKEN, "web-1", {}), settings)
    assert not verdict.mandatory


@pytest.mark.parametrize(("length", "said"), [(1000, 1000), (1001, 1003)])
def test_what_nobody_reads_to_its_end_is_cut(declare: Declare, settings: Settings, length: int, said: int) -> None:
    @resource_rule("talks", on=(TOKEN,), protects="it matters", remedy="fix it")
    def rule(_server: Resource, _settings: Settings) -> Iterator[Finding]:
        yield Finding("x" * length)

    (verdict,) = judge_resource([rule], declare(TOKEN, "web-1", {}), settings)
    assert len(verdict.facts) == said


def test_a_search_for_secrets_that_fails_withholds_the_words_and_not_the_verdict(
    declare: Declare, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_confidential: Confidential, _words: str) -> str:
        raise SecretiveError("hunter2")

    monkeypatch.setattr(Confidential, "hide", fails)
    (verdict,) = judge_resource([on_server("holds")], declare(TOKEN, "web-1", {}), settings)
    assert verdict.mandatory
    assert verdict.facts == "broken in a way that is withheld, because looking for secrets failed with SecretiveError"
