"""No rule skips the others for more than a few requests."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "zone-firewall-skipped"


def skipping(expression: Any, action: Any = "skip", **told: Any) -> dict[str, Any]:
    return {"rules": [{"action": action, "expression": expression, "actionParameters": told}]}


@pytest.mark.parametrize(
    "expression",
    [
        "ip.src eq 192.0.2.7",
        "(ip.src in {192.0.2.0/24 2001:db8::/56})",
        '(http.request.uri.path eq "/health")',
        'starts_with(http.request.uri.path, "/api/")',
        "cf.client.bot",
        'http.request.uri.path wildcard "/api/*"',
        'ip.src eq 192.0.2.7 or http.request.uri.path eq "/health"',
    ],
)
def test_skipping_for_few_requests_passes(find: Find, expression: str) -> None:
    assert find(RULE, skipping(expression)) == []


@pytest.mark.parametrize(
    "expression",
    [
        "true",
        'http.host eq "shop.example"',
        "ip.src in {192.0.2.0/23}",
        "ip.src in {0.0.0.0/0}",
        "not ip.src eq 192.0.2.7",
        "ip.src ne 192.0.2.7",
        'ip.src eq 192.0.2.7 or http.host eq "shop.example"',
        'starts_with(http.request.uri.path, "/")',
        'starts_with(http.request.uri.path, "/api/") eq false',
        "cf.client.bot eq false",
        "cf.tls_client_auth.cert_verified == false",
        'http.request.uri.path eq "/health" xor true',
        'http.request.uri.path eq "/health" ^^ true',
        'http.request.uri contains "health"',
        'http.request.uri.path contains "a"',
        'http.request.uri.path matches "(.*)"',
        UNKNOWN,
        None,
    ],
)
def test_skipping_for_many_is_named(find: Find, expression: Any) -> None:
    assert find(RULE, skipping(expression)) == ["x: rules[0] skips other rules, or may, for more than a few requests"]


def test_an_action_that_is_not_known_may_skip(find: Find) -> None:
    assert len(find(RULE, skipping("true", UNKNOWN))) == 1
    assert find(RULE, skipping("true", "block")) == []


@pytest.mark.parametrize("overrides", [{"enabled": False}, {"action": "log"}, {"action": UNKNOWN}, UNKNOWN])
def test_a_ruleset_that_is_executed_without_its_rules_is_named(find: Find, overrides: Any) -> None:
    facts = find(RULE, skipping("true", "execute", overrides=overrides))
    assert facts == ["x: rules[0] executes a ruleset whose rules it switches off or only logs, or may"]


def test_a_ruleset_that_is_executed_with_parameters_that_are_not_known_is_named(find: Find) -> None:
    assert len(find(RULE, {"rules": [{"action": "execute", "expression": "true", "actionParameters": UNKNOWN}]})) == 1


def test_a_rule_that_is_off_skips_nothing(find: Find) -> None:
    assert find(RULE, {"rules": [{"action": "skip", "expression": "true", "enabled": False}]}) == []


@pytest.mark.parametrize("rules", [UNKNOWN, [UNKNOWN]])
def test_a_rule_that_is_not_known_may_skip(find: Find, rules: Any) -> None:
    assert find(RULE, {"rules": rules}) == ["x: rules[0] is not known before apply, and may skip all others"]
