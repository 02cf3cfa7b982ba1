"""Known attacks do not reach the origin."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-firewall"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


FREE = "77454fe2d30c4220b5701f6fdfb893ba"
SAID = ["shop-managed: holds no request, or not every one, against a managed ruleset that blocks"]


def executed(expression: Any = "true", **told: Any) -> dict[str, Any]:
    entry = {"action": "execute", "expression": expression, "actionParameters": {"id": FREE} | told}
    return {"shop-managed": {"rules": [entry]}}


def test_a_ruleset_of_any_plan_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(executed(id="efb7b8c949ac4650a09736fc376e9aee"))) == []
    assert find_in_stack(RULE, *zone(executed(overrides={"action": "block"}))) == []


@pytest.mark.parametrize(
    "told",
    [
        {"expression": '(http.host eq "a")'},
        {"expression": UNKNOWN},
        {"id": "0" * 32},
        {"overrides": {"enabled": False}},
        {"overrides": {"action": "log"}},
        {"overrides": UNKNOWN},
    ],
)
def test_a_ruleset_that_does_not_stop_everything_is_named(find_in_stack: Find, zone: Build, told: Any) -> None:
    assert find_in_stack(RULE, *zone(executed(**told))) == SAID


@pytest.mark.parametrize("rules", [None, [], UNKNOWN, [{"action": "execute", "enabled": False}]])
def test_a_ruleset_without_rules_is_named(find_in_stack: Find, zone: Build, rules: Any) -> None:
    assert find_in_stack(RULE, *zone({"shop-managed": {"rules": rules}})) == SAID


def test_a_rule_that_may_be_off_is_named(find_in_stack: Find, zone: Build) -> None:
    rules = executed()["shop-managed"]["rules"]
    assert find_in_stack(RULE, *zone({"shop-managed": {"rules": [rules[0] | {"enabled": UNKNOWN}]}})) == SAID
    assert find_in_stack(RULE, *zone({"shop-managed": {"rules": [rules[0] | {"enabled": True}]}})) == []


def test_a_zone_without_one_is_named(find_in_stack: Find, zone: Build) -> None:
    (said,) = find_in_stack(RULE, *zone(without=("shop-managed",)))
    assert said.startswith("shop: holds no request")
