"""Nobody is served over http."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-https-only"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("off", "always_use_https is 'off', not on"),
        (True, "always_use_https is True, not on"),
        (UNKNOWN, "always_use_https is not known before apply, not on"),
    ],
)
def test_a_weaker_value_is_named(find_in_stack: Find, zone: Build, value: Any, said: str) -> None:
    assert find_in_stack(RULE, *zone({"shop-always-use-https": {"value": value}})) == [f"shop-always-use-https: {said}"]


def test_a_zone_that_does_not_state_it_is_named(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(without=("shop-always-use-https",))) == [
        "shop: does not state always_use_https, and without that it is off"
    ]
