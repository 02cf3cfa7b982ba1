"""Answers about the zone are signed."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-dnssec"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


@pytest.mark.parametrize("status", ["disabled", None, UNKNOWN])
def test_a_signature_that_is_off_is_named(find_in_stack: Find, zone: Build, status: Any) -> None:
    facts = find_in_stack(RULE, *zone({"shop-dnssec": {"status": status}}))
    assert facts == ["shop-dnssec: is not active, or may not be"]


def test_a_zone_without_one_is_named(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(without=("shop-dnssec",))) == ["shop: has no ZoneDnssec in this stack"]
