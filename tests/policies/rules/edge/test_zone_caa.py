"""A zone says who may issue certificates for it."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-caa"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


@pytest.mark.parametrize("name", ["@", "shop.example", "SHOP.example."])
def test_the_apex_is_found_however_it_is_written(find_in_stack: Find, zone: Build, name: str) -> None:
    assert find_in_stack(RULE, *zone({"shop-caa": {"name": name}})) == []


@pytest.mark.parametrize(
    "record", [{"name": "www"}, {"type": "TXT"}, {"data": {"tag": "iodef"}}, {"data": UNKNOWN}, {"name": UNKNOWN}]
)
def test_a_record_that_restricts_nobody_does_not_count(find_in_stack: Find, zone: Build, record: Any) -> None:
    facts = find_in_stack(RULE, *zone({"shop-caa": record}))
    assert facts == ["shop: has no CAA record at its apex in this stack"]
