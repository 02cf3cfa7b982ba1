"""A group reaches what it says, from its members' addresses, and nothing else."""

from ipaddress import IPv4Address
from typing import Any

from components._base.forward import Forward, beside_ssh, reaching
from components._base.segment import Segment
from components.wireguard_gateway import Group, Peer
from components.wireguard_gateway.epochs import epochs
from components.wireguard_gateway.forwarding import forwards, tunnels
from tests.components.wireguard_gateway.conftest import public_key, somebody


def found(segment: Segment, peers: dict[str, Peer], groups: dict[str, Group], **more: Any) -> tuple[Forward, ...]:
    keys = more.get("keys", (1,))
    return forwards(peers, groups, epochs(segment.tunnel_range, more.get("gateway", 1), keys), segment.subnets)


def test_each_group_reaches_its_roles_from_its_members_addresses(
    segment: Segment, peers: dict[str, Peer], groups: dict[str, Group]
) -> None:
    every = ("10.20.0.0/24", "10.20.2.0/24", "10.20.3.0/24")
    assert found(segment, peers, groups) == (
        Forward(("10.99.20.2/32",), every, "tcp", ("22",), "admins, through the tunnel"),
        Forward(("10.99.20.6/32",), ("10.20.3.0/24",), "tcp", ("5432", "8000-8010"), "observers, through the tunnel"),
    )


def test_a_group_without_members_has_no_rule_at_all(segment: Segment, groups: dict[str, Group]) -> None:
    (only,) = found(segment, {"ada": somebody("ada", 1)}, groups)
    assert only.reason == "admins, through the tunnel"


def test_both_keys_of_a_peer_reach_the_same_in_both_epochs(segment: Segment, groups: dict[str, Group]) -> None:
    rotating = {"ada": somebody("ada", 1, next_public_key=public_key("ada's next"))}
    (only,) = found(segment, rotating, groups, keys=(1, 2))
    assert only.sources == ("10.99.20.2/32", "10.99.20.3/32", "10.99.20.34/32", "10.99.20.35/32")


def test_the_address_of_a_peers_next_key_stays_when_it_takes_its_place(
    segment: Segment, groups: dict[str, Group]
) -> None:
    after = {"ada": somebody("ada's next", 1, generation=2)}
    (only,) = found(segment, after, groups)
    assert only.sources == ("10.99.20.3/32",)


def test_interfaces_are_named_with_the_addresses_that_come_in_on_them(segment: Segment) -> None:
    listed = [(each.interface, str(each.network)) for each in tunnels(epochs(segment.tunnel_range, 1, (2, 3)))]
    assert listed == [("wg1", "10.99.20.32/27"), ("wg0", "10.99.20.0/27")]


def test_a_host_is_given_what_has_it_as_target_and_beside_ssh(
    segment: Segment, peers: dict[str, Peer], groups: dict[str, Group]
) -> None:
    every = found(segment, peers, groups)
    assert reaching(every, IPv4Address("10.20.3.4")) == every
    assert beside_ssh(reaching(every, IPv4Address("10.20.2.4"))) == ()
    assert [each.ports for each in beside_ssh(every)] == [("5432", "8000-8010")]
