"""An attachment of a firewall that the stack does not show is a violation."""

from typing import Any

import pytest

from policies.hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from policies.reading import UNKNOWN
from tests.policies.inputs import PING, WIREGUARD, Declare, Find


def test_a_firewall_of_this_stack_may_be_attached(find_in_stack: Find, declare: Declare) -> None:
    firewall = declare(FIREWALL, "fw", {}, {"id": UNKNOWN})
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": UNKNOWN}, {}, firewallId=[firewall])
    assert find_in_stack("attachment-to-unseen", firewall, attachment) == []


@pytest.mark.parametrize("identifier", [4711, UNKNOWN, None])
def test_any_other_is_named(find_in_stack: Find, declare: Declare, identifier: Any) -> None:
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": identifier}, {})
    (fact,) = find_in_stack("attachment-to-unseen", attachment)
    assert fact.startswith("at: attaches")


@pytest.mark.parametrize(("rules", "refused"), [([PING], 0), ([PING, WIREGUARD], 1), ([PING | {"port": 1}, {}], 1)])
@pytest.mark.parametrize("servers", [[4711], ["4711", 12], [UNKNOWN], UNKNOWN])
def test_a_firewall_that_opens_for_a_role_is_for_servers_that_are_seen(
    find_in_stack: Find, declare: Declare, servers: Any, rules: list[Any], refused: int
) -> None:
    firewall = declare(FIREWALL, "fw", {"rules": rules}, {"id": "7"})
    server = declare(SERVER, "gate", {}, {"id": "12"})
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": 7, "serverIds": servers}, {})
    facts = find_in_stack("attachment-to-unseen", firewall, server, attachment)
    assert len(facts) == refused
    assert all("whose role this stack does not show" in fact for fact in facts)


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ({"server": 4711}, 1),
        ({"server": UNKNOWN}, 1),
        ({"server": 12}, 0),
        ({"server": 0, "labelSelector": "role=gateway"}, 0),
        ({"labelSelector": "role=gateway"}, 0),
    ],
)
def test_a_firewall_that_applies_itself_is_for_servers_that_are_seen(
    find_in_stack: Find, declare: Declare, entry: Any, refused: int
) -> None:
    firewall = declare(FIREWALL, "fw", {"rules": [WIREGUARD], "applyTos": [entry]}, {"id": "7"})
    server = declare(SERVER, "gate", {}, {"id": "12"})
    assert len(find_in_stack("attachment-to-unseen", firewall, server)) == refused
