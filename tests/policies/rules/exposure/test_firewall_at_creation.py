"""A server names its firewalls itself, in a list that is known not to be empty."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find


@pytest.mark.parametrize("identifiers", [[7], ["7"], [UNKNOWN], [7, UNKNOWN]])
def test_a_server_with_a_firewall_passes(find: Find, identifiers: list[Any]) -> None:
    assert find("firewall-at-creation", {"firewallIds": identifiers, "ignoreRemoteFirewallIds": False}) == []


@pytest.mark.parametrize("identifiers", [None, [], UNKNOWN, [None], [0], ["0"], [""], "7", {}])
def test_a_server_that_may_be_without_one_is_refused(find: Find, identifiers: Any) -> None:
    assert len(find("firewall-at-creation", {"firewallIds": identifiers})) == 1
    assert len(find("firewall-at-creation", {})) == 1


@pytest.mark.parametrize("hidden", [True, UNKNOWN])
def test_drift_may_not_be_hidden(find: Find, hidden: Any) -> None:
    (fact,) = find("firewall-at-creation", {"firewallIds": [7], "ignoreRemoteFirewallIds": hidden})
    assert fact == "x: ignoreRemoteFirewallIds hides a firewall that somebody detaches by hand"


PRIVATE = {"ipv4Enabled": False, "ipv6Enabled": False}


def test_a_server_without_a_public_interface_needs_none(find: Find) -> None:
    assert find("firewall-at-creation", {"publicNets": [PRIVATE]}) == []
    assert find("firewall-at-creation", {"publicNets": [PRIVATE], "firewallIds": []}) == []


@pytest.mark.parametrize(
    "net",
    [
        {"ipv4Enabled": False},
        {"ipv6Enabled": False},
        PRIVATE | {"ipv4": 7},
        PRIVATE | {"ipv6": UNKNOWN},
        PRIVATE | {"ipv4Enabled": True},
        PRIVATE | {"ipv6Enabled": UNKNOWN},
        UNKNOWN,
    ],
)
def test_a_server_that_may_have_a_public_interface_needs_one(find: Find, net: Any) -> None:
    assert len(find("firewall-at-creation", {"publicNets": [net]})) == 1
    assert len(find("firewall-at-creation", {"publicNets": [PRIVATE, net]})) == 1


@pytest.mark.parametrize("nets", [None, [], UNKNOWN])
def test_public_interfaces_that_are_not_stated_count_as_there(find: Find, nets: Any) -> None:
    assert len(find("firewall-at-creation", {"publicNets": nets})) == 1
