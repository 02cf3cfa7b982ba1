"""Rules of a phase: which of them are true of a request."""

from collections.abc import Iterator

from sandbox.edge.expression import ExpressionError, Facts, parse
from sandbox.edge.zone_state import Document, ZoneState

REDIRECT = "http_request_dynamic_redirect"
TRANSFORM = "http_request_transform"
CUSTOM = "http_request_firewall_custom"
RATE = "http_ratelimit"
MANAGED = "http_request_firewall_managed"
LATE = "http_request_late_transform"
CACHE = "http_request_cache_settings"
HEADERS = "http_response_headers_transform"
PHASES = (REDIRECT, TRANSFORM, CUSTOM, RATE, MANAGED, LATE, CACHE, HEADERS)
"""The vendor's phases in the order in which the edge evaluates them (cloudflare-docs, ruleset-engine/reference/
phases-list.mdx)."""


class RuleError(Exception):
    """A rule that the edge cannot evaluate: a defect of it or of the sandbox, never of the request."""


def named(rule: Document) -> str:
    """Return what to call a rule in a sentence."""
    return str(rule.get("description") or rule.get("ref") or rule.get("id") or rule.get("expression"))


def true_of(rule: Document, facts: Facts) -> bool:
    """Say whether a rule's expression is true.

    Raises:
        RuleError: the expression cannot be read.

    """
    try:
        return parse(str(rule.get("expression", "true"))).matches(facts)
    except ExpressionError as error:
        message = f"rule {named(rule)}: {error}"
        raise RuleError(message) from error


def matching(zone: ZoneState, phase: str, facts: Facts) -> Iterator[Document]:
    """Yield the rules of a phase that are true, in order."""
    return (rule for rule in zone.rules.get(phase, ()) if true_of(rule, facts))


def require_known(zone: ZoneState) -> None:
    """Refuse a zone with rules that the edge would pass over.

    Raises:
        RuleError: it has rules in another phase.

    """
    for phase, rules in zone.rules.items():
        if rules and phase not in PHASES:
            message = f"the sandbox's edge does not evaluate {phase}, and {zone.name} has rules there"
            raise RuleError(message)


def unknown(rule: Document, phase: str) -> RuleError:
    """Return the error for a rule whose action is not known in a phase."""
    return RuleError(f"rule {named(rule)}: the sandbox's edge does not know action {rule.get('action')} in {phase}")
