"""Custom rules and managed rulesets, one after the other."""

from typing import Any

import pytest

from sandbox.edge import firewall, managed
from sandbox.edge.expression import Facts
from sandbox.edge.firewall import Event, Skipped
from sandbox.edge.rules import RuleError
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone

XSS = Facts(request("https://www.arqora.test/?q=<script>"))
ID = next(rule.id for rule in managed.RULES if rule.name == "xss")


def custom(*rules: dict[str, Any]) -> tuple[int | None, Skipped, list[Event]]:
    skipped, events = Skipped(), list[Event]()
    response = firewall.custom(zone({"http_request_firewall_custom": rules}), Facts(request()), skipped, events)
    return response.status if response else None, skipped, events


def test_the_first_rule_that_refuses_counts() -> None:
    status, _, events = custom({"action": "log"}, {"action": "managed_challenge"}, {"action": "block"})
    assert status == 403
    assert [action for action, _ in events] == ["log", "managed_challenge"]


def test_rules_that_are_not_true_do_nothing() -> None:
    assert custom({"expression": "not ssl", "action": "block"}) == (None, Skipped(), [])


@pytest.mark.parametrize("told", [{"ruleset": "current"}, {"phase": "current"}])
def test_skipping_the_rest_leaves_later_rules_out(told: dict[str, str]) -> None:
    status, _, events = custom({"action": "skip", "action_parameters": told}, {"action": "block"})
    assert status is None
    assert [action for action, _ in events] == ["skip"]


def test_skipping_something_else_lets_later_rules_refuse() -> None:
    status, skipped, _ = custom(
        {"action": "skip", "action_parameters": {"phases": ["http_ratelimit"]}},
        {"action": "skip", "action_parameters": {"rulesets": ["a"], "rules": {"b": ["c"]}}},
        {"action": "block"},
    )
    assert status == 403
    assert skipped == Skipped({"http_ratelimit"}, {"a"}, {"b": frozenset({"c"})})


EXECUTE = {"action": "execute", "action_parameters": {"id": managed.CLOUDFLARE}}


@pytest.mark.parametrize(
    ("rules", "skipped", "status"),
    [
        ([EXECUTE], Skipped(), 403),
        ([{**EXECUTE, "expression": "false"}], Skipped(), None),
        ([EXECUTE], Skipped(rulesets={managed.CLOUDFLARE}), None),
        ([EXECUTE], Skipped(rulesets={managed.OWASP}), 403),
        ([EXECUTE], Skipped(rules={managed.CLOUDFLARE: frozenset({ID})}), None),
        ([{"action": "skip", "action_parameters": {"ruleset": "current"}}, EXECUTE], Skipped(), None),
        ([{"action": "skip", "action_parameters": {"rulesets": [managed.CLOUDFLARE]}}, EXECUTE], Skipped(), None),
        ([{"action": "skip", "action_parameters": {"rules": {managed.CLOUDFLARE: [ID]}}}, EXECUTE], Skipped(), None),
    ],
)
def test_managed_rulesets_refuse_unless_they_are_skipped(
    rules: list[dict[str, Any]], skipped: Skipped, status: int | None
) -> None:
    state = zone({"http_request_firewall_managed": rules})
    response = firewall.from_managed(state, XSS, skipped, [])
    assert (response.status if response else None) == status


def test_a_managed_rule_that_only_logs_is_kept_in_the_events() -> None:
    told = {**EXECUTE, "action_parameters": {"id": managed.CLOUDFLARE, "overrides": {"action": "log"}}}
    events = list[Event]()
    assert firewall.from_managed(zone({"http_request_firewall_managed": [told]}), XSS, Skipped(), events) is None
    assert events == [("log", ID)]


@pytest.mark.parametrize("phase", ["http_request_firewall_custom", "http_request_firewall_managed"])
def test_an_unknown_action_is_an_error(phase: str) -> None:
    state = zone({phase: [{"action": "rewrite", "description": "mine"}]})
    with pytest.raises(RuleError, match=f"rule mine: the sandbox's edge does not know action rewrite in {phase}"):
        firewall.custom(state, XSS, Skipped(), []) or firewall.from_managed(state, XSS, Skipped(), [])
