"""Browsers are told for a year never to speak http to the zone or below it."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-hsts"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


def told(**header: Any) -> dict[str, Any]:
    good = {"enabled": True, "max_age": 31536000, "include_subdomains": True}
    return {"shop-security-header": {"value": {"strict_transport_security": good | header}}}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"enabled": False}, "does not switch strict transport security on"),
        ({"enabled": UNKNOWN}, "does not switch strict transport security on"),
        ({"max_age": 31535999}, "holds for less than a year"),
        ({"max_age": "31536000"}, "holds for less than a year"),
        ({"include_subdomains": False}, "leaves subdomains out"),
        ({"include_subdomains": UNKNOWN}, "leaves subdomains out"),
    ],
)
def test_a_weaker_promise_is_named(find_in_stack: Find, zone: Build, header: Any, said: str) -> None:
    assert find_in_stack(RULE, *zone(told(**header))) == [f"shop-security-header: {said}"]


@pytest.mark.parametrize("value", [UNKNOWN, None, "on", {}])
def test_a_promise_that_cannot_be_read_is_named(find_in_stack: Find, zone: Build, value: Any) -> None:
    facts = find_in_stack(RULE, *zone({"shop-security-header": {"value": value}}))
    assert facts == ["shop-security-header: what browsers are told is not known before apply, or cannot be read"]


def test_a_zone_without_a_promise_is_named(find_in_stack: Find, zone: Build) -> None:
    facts = find_in_stack(RULE, *zone(without=("shop-security-header",)))
    assert facts == ["shop: does not state security_header, and without that browsers are told nothing"]
