"""Nobody is talked down to an old version."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-tls-version"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


@pytest.mark.parametrize("value", ["1.2", "1.3"])
def test_as_good_a_value_passes(find_in_stack: Find, zone: Build, value: Any) -> None:
    assert find_in_stack(RULE, *zone({"shop-min-tls-version": {"value": value}})) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1.0", "min_tls_version is '1.0', not 1.2 or 1.3"),
        ("1.1", "min_tls_version is '1.1', not 1.2 or 1.3"),
        (1.2, "min_tls_version is 1.2, not 1.2 or 1.3"),
        (UNKNOWN, "min_tls_version is not known before apply, not 1.2 or 1.3"),
    ],
)
def test_a_weaker_value_is_named(find_in_stack: Find, zone: Build, value: Any, said: str) -> None:
    assert find_in_stack(RULE, *zone({"shop-min-tls-version": {"value": value}})) == [f"shop-min-tls-version: {said}"]


def test_a_zone_that_does_not_state_it_is_named(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(without=("shop-min-tls-version",))) == [
        "shop: does not state min_tls_version, and without that it is 1.0"
    ]
