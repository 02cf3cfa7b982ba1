"""A phase of a zone has one ruleset."""

from policies.resource import Resource
from tests.policies.inputs import Declare, Find
from tests.policies.rules.edge.conftest import IDENTIFIER, Build

RULE = "zone-phase-owner"
TOKEN = "cloudflare:index/ruleset:Ruleset"
CUSTOM = "http_request_firewall_custom"


def ruleset(declare: Declare, name: str, phase: str = CUSTOM, zone: str = IDENTIFIER) -> Resource:
    return declare(TOKEN, name, {"zoneId": zone, "kind": "zone", "phase": phase}, {})


def test_one_for_each_phase_passes(zone: Build, declare: Declare, find_in_stack: Find) -> None:
    assert find_in_stack(RULE, *zone(), ruleset(declare, "custom")) == []


def test_a_second_one_is_named_with_the_first(zone: Build, declare: Declare, find_in_stack: Find) -> None:
    both = ruleset(declare, "custom"), ruleset(declare, "another")
    assert find_in_stack(RULE, *zone(), *both) == [f"another: is in the phase {CUSTOM}, whose rules custom has already"]


def test_zones_do_not_share_their_phases(declare: Declare, find_in_stack: Find) -> None:
    assert find_in_stack(RULE, ruleset(declare, "one", zone="1" * 32), ruleset(declare, "two", zone="2" * 32)) == []
