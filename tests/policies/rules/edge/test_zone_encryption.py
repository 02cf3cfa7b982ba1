"""The edge and the origin speak TLS, and the edge looks at the certificate."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-encryption"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("off", "ssl is 'off', not strict"),
        ("flexible", "ssl is 'flexible', not strict"),
        ("full", "ssl is 'full', not strict"),
        (UNKNOWN, "ssl is not known before apply, not strict"),
        ({}, "ssl is something else, not strict"),
        (None, "ssl is None, not strict"),
    ],
)
def test_a_weaker_value_is_named(find_in_stack: Find, zone: Build, value: Any, said: str) -> None:
    assert find_in_stack(RULE, *zone({"shop-ssl": {"value": value}})) == [f"shop-ssl: {said}"]


def test_a_zone_that_does_not_state_it_is_named(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(without=("shop-ssl",))) == [
        "shop: does not state ssl, and without that it is whatever the vendor chooses, http to the origin included"
    ]
