"""A server states both families, and an address of its own for each one it wants."""

from typing import Any

import pytest

from policies.hetzner.tokens import PRIMARY_IP
from policies.reading import UNKNOWN
from tests.policies.inputs import Find

PRIVATE = {"ipv4Enabled": False, "ipv6Enabled": False}


@pytest.mark.parametrize(
    "net", [PRIVATE, PRIVATE | {"ipv4Enabled": True, "ipv4": 7}, {"ipv4": UNKNOWN, "ipv6": 8}, PRIVATE | {"ipv6": 8}]
)
def test_a_server_that_states_its_addresses_passes(find: Find, net: dict[str, Any]) -> None:
    assert find("stated-public-address", {"publicNets": [net]}) == []


@pytest.mark.parametrize("properties", [{}, {"publicNets": None}, {"publicNets": []}, {"publicNets": UNKNOWN}])
def test_a_server_that_leaves_them_to_the_vendor_is_refused(find: Find, properties: dict[str, Any]) -> None:
    assert len(find("stated-public-address", properties)) == 1


@pytest.mark.parametrize("missing", [None, 0, "", "0"])
@pytest.mark.parametrize("enabled", [True, None, UNKNOWN])
@pytest.mark.parametrize("family", ["ipv4", "ipv6"])
def test_each_family_needs_an_address_of_its_own(find: Find, family: str, enabled: Any, missing: Any) -> None:
    (fact,) = find("stated-public-address", {"publicNets": [PRIVATE | {f"{family}Enabled": enabled, family: missing}]})
    assert fact.startswith(f"x: {family} ")


@pytest.mark.parametrize("net", [None, UNKNOWN, "10.0.0.1"])
def test_an_entry_that_cannot_be_read_is_refused(find: Find, net: Any) -> None:
    assert len(find("stated-public-address", {"publicNets": [PRIVATE, net]})) == 1


@pytest.mark.parametrize("assignee", [7, UNKNOWN, "7"])
def test_no_address_comes_to_a_server_from_the_other_side(find: Find, assignee: Any) -> None:
    assert len(find("stated-public-address", {"assigneeId": assignee}, PRIMARY_IP)) == 1


@pytest.mark.parametrize("properties", [{}, {"assigneeId": None}, {"assigneeId": 0}])
def test_an_address_that_waits_for_its_server_passes(find: Find, properties: dict[str, Any]) -> None:
    assert find("stated-public-address", properties, PRIMARY_IP) == []
