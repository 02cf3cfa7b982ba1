"""Nobody asks as fast as a machine can."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-rate-limit"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


@pytest.mark.parametrize(
    "rules",
    [
        [],
        UNKNOWN,
        [{"action": "log", "expression": "true", "ratelimit": {}}],
        [{"action": "block", "expression": "true"}],
        [{"action": "block", "expression": "true", "ratelimit": {}, "enabled": False}],
        [{"action": "block", "expression": "true", "ratelimit": {}, "enabled": UNKNOWN}],
    ],
)
def test_a_limit_that_stops_nobody_is_named(find_in_stack: Find, zone: Build, rules: Any) -> None:
    facts = find_in_stack(RULE, *zone({"shop-limits": {"rules": rules}}))
    assert facts == ["shop: has no rate limit in this stack that stops anybody"]


@pytest.mark.parametrize("action", ["block", "challenge", "js_challenge", "managed_challenge"])
def test_a_limit_that_stops_somebody_passes(find_in_stack: Find, zone: Build, action: str) -> None:
    rules = [{"action": action, "expression": "true", "ratelimit": {"period": 10}}]
    assert find_in_stack(RULE, *zone({"shop-limits": {"rules": rules}})) == []


def older(zone: Build, declare: Declare, action: Any) -> list[Resource]:
    kept = zone(without=("shop-limits",))
    inputs = {"zoneId": kept[0].outputs["id"], "action": action}
    return [*kept, declare("cloudflare:index/rateLimit:RateLimit", "old", inputs, {})]


@pytest.mark.parametrize("mode", ["ban", "challenge"])
def test_the_older_kind_of_limit_counts(find_in_stack: Find, zone: Build, declare: Declare, mode: str) -> None:
    assert find_in_stack(RULE, *older(zone, declare, {"mode": mode})) == []


@pytest.mark.parametrize("action", [{"mode": "simulate"}, {"mode": UNKNOWN}, UNKNOWN, None])
def test_an_older_limit_that_may_only_count_is_named(
    find_in_stack: Find, zone: Build, declare: Declare, action: Any
) -> None:
    facts = find_in_stack(RULE, *older(zone, declare, action))
    assert facts == ["shop: has no rate limit in this stack that stops anybody"]
