"""Nobody asks as fast as a machine can."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
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
    ],
)
def test_a_limit_that_stops_nobody_is_named(find_in_stack: Find, zone: Build, rules: Any) -> None:
    facts = find_in_stack(RULE, *zone({"shop-limits": {"rules": rules}}))
    assert facts == ["shop: has no rate limit in this stack that stops anybody"]


@pytest.mark.parametrize("action", ["block", "challenge", "js_challenge", "managed_challenge"])
def test_a_limit_that_stops_somebody_passes(find_in_stack: Find, zone: Build, action: str) -> None:
    rules = [{"action": action, "expression": "true", "ratelimit": {"period": 10}}]
    assert find_in_stack(RULE, *zone({"shop-limits": {"rules": rules}})) == []


def test_the_older_kind_of_limit_counts(find_in_stack: Find, zone: Build, declare: Declare) -> None:
    kept = zone(without=("shop-limits",))
    older = declare("cloudflare:index/rateLimit:RateLimit", "old", {"zoneId": kept[0].outputs["id"]}, {})
    assert find_in_stack(RULE, *kept, older) == []
