"""Floating addresses lead only to servers that state a public address."""

from typing import Any

import pytest

from policies.hetzner.tokens import FLOATING_IP, FLOATING_IP_ASSIGNMENT, SERVER
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find

PRIVATE = {"ipv4Enabled": False, "ipv6Enabled": False}
PUBLIC = PRIVATE | {"ipv4Enabled": True, "ipv4": UNKNOWN}
LEADS = pytest.mark.parametrize("token", [FLOATING_IP, FLOATING_IP_ASSIGNMENT])


def server(declare: Declare, net: dict[str, Any]) -> Resource:
    return declare(SERVER, "db", {"publicNets": [net]}, {"id": "12"})


@LEADS
def test_a_server_with_a_public_address_may_have_another(find_in_stack: Find, declare: Declare, token: str) -> None:
    assert (
        find_in_stack("hidden-public-address", server(declare, PUBLIC), declare(token, "ip", {"serverId": 12}, {}))
        == []
    )


@LEADS
def test_a_private_server_stays_private(find_in_stack: Find, declare: Declare, token: str) -> None:
    facts = find_in_stack("hidden-public-address", server(declare, PRIVATE), declare(token, "ip", {"serverId": 12}, {}))
    assert facts == ["ip: makes db public, which states no public address"]


@LEADS
@pytest.mark.parametrize("identifier", [4711, UNKNOWN])
def test_a_server_that_cannot_be_seen_is_refused(
    find_in_stack: Find, declare: Declare, token: str, identifier: Any
) -> None:
    assert len(find_in_stack("hidden-public-address", declare(token, "ip", {"serverId": identifier}, {}))) == 1


def test_an_address_in_reserve_passes(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack("hidden-public-address", declare(FLOATING_IP, "ip", {}, {"serverId": UNKNOWN})) == []
