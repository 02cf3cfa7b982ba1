"""Private addresses are planned."""

from typing import Any

import pytest

from policies.hetzner.tokens import NETWORK, NETWORK_SUBNET, PRIVATE_NETWORK, SERVER, SERVER_NETWORK
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find

RULE = "address-plan"


def network(declare: Declare, ip_range: Any = "10.20.0.0/16") -> Resource:
    return declare(NETWORK, "net", {"ipRange": ip_range}, {"id": "7"})


def subnet(declare: Declare, name: str, ip_range: Any) -> Resource:
    return declare(NETWORK_SUBNET, name, {"networkId": 7, "ipRange": ip_range}, {})


def server(declare: Declare, name: str, ip: Any) -> Resource:
    return declare(SERVER, name, {"networks": [{"networkId": 7, "ip": ip}]}, {})


def test_subnets_apart_and_hosts_inside_pass(find_in_stack: Find, declare: Declare) -> None:
    plan = [network(declare), subnet(declare, "a", "10.20.1.0/24"), subnet(declare, "b", "10.20.2.0/24")]
    hosts = [server(declare, "x", "10.20.1.4"), server(declare, "y", "10.20.2.4")]
    assert find_in_stack(RULE, *plan, *hosts) == []


def test_a_subnet_outside_of_its_network_is_named(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, network(declare), subnet(declare, "a", "10.21.0.0/24"))
    assert facts == ["a: its range '10.21.0.0/24' is not inside that of network net"]


@pytest.mark.parametrize("second", ["10.20.1.0/24", "10.20.1.128/25", "10.20.0.0/20"])
def test_subnets_that_share_addresses_are_named(find_in_stack: Find, declare: Declare, second: str) -> None:
    facts = find_in_stack(RULE, network(declare), subnet(declare, "a", "10.20.1.0/24"), subnet(declare, "b", second))
    assert facts == [f"b: its range {second!r} overlaps with that of a"]


@pytest.mark.parametrize(
    ("ip", "said"),
    [
        ("10.20.9.4", ["x: its private address is in no subnet of network net"]),
        ("10.20.0.1", ["x: its private address is the gateway of network net"]),
        (UNKNOWN, []),
        (None, []),
    ],
)
def test_a_host_has_an_address_of_a_subnet_that_is_not_the_gateways(
    find_in_stack: Find, declare: Declare, ip: Any, said: list[str]
) -> None:
    assert find_in_stack(RULE, network(declare), subnet(declare, "a", "10.20.0.0/24"), server(declare, "x", ip)) == said


def test_two_hosts_of_one_address_are_named_however_they_are_joined(find_in_stack: Find, declare: Declare) -> None:
    joined = declare(SERVER_NETWORK, "y", {"networkId": 7, "serverId": 1, "ip": "10.20.1.4"}, {})
    plan = [network(declare), subnet(declare, "a", "10.20.1.0/24"), server(declare, "x", "10.20.1.4"), joined]
    assert find_in_stack(RULE, *plan) == ["y: has the private address of x"]


def test_a_subnet_keeps_room_for_successors(find_in_stack: Find, declare: Declare) -> None:
    plan = [network(declare), subnet(declare, "a", "10.20.1.0/29")]
    hosts = [server(declare, f"x{index}", f"10.20.1.{index}") for index in range(2, 7)]
    assert find_in_stack(RULE, *plan, *hosts[:4]) == []
    assert find_in_stack(RULE, *plan, *hosts) == ["a: 5 of 5 addresses are taken, and at most 80% may be"]


def test_while_a_range_is_not_known_no_host_is_called_outside(find_in_stack: Find, declare: Declare) -> None:
    plan = [network(declare), subnet(declare, "a", UNKNOWN), subnet(declare, "b", "10.20.2.0/24")]
    assert find_in_stack(RULE, *plan, server(declare, "x", "10.20.1.4")) == []


def test_addresses_of_another_stacks_network_are_not_judged(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, subnet(declare, "a", "10.20.1.0/24"), server(declare, "x", "10.99.1.4")) == []


@pytest.mark.parametrize(
    "entry", [{"networkId": UNKNOWN}, {"subnetId": UNKNOWN}, {"networkId": UNKNOWN, "mac": UNKNOWN}]
)
def test_a_preview_follows_a_server_that_waits_for_its_subnet(
    find_in_stack: Find, declare: Declare, entry: dict[str, Any]
) -> None:
    """Its property then comes from the network and from subnets."""
    net, own = network(declare), subnet(declare, "a", "10.20.1.0/24")
    host = declare(SERVER, "x", {"networks": [{"ip": "10.20.9.4"} | entry]}, {}, networks=[net, own])
    alone = declare(SERVER, "y", {"networks": [{"ip": "10.20.9.5"} | entry]}, {}, networks=[own])
    said = "its private address is in no subnet of network net"
    assert find_in_stack(RULE, net, own, host, alone) == [f"x: {said}", f"y: {said}"]


def test_a_preview_guesses_no_network_among_several(find_in_stack: Find, declare: Declare) -> None:
    nets = [network(declare), declare(NETWORK, "other", {"ipRange": "10.30.0.0/16"}, {"id": "8"})]
    own = subnet(declare, "a", "10.20.1.0/24")
    host = declare(SERVER, "x", {"networks": [{"networkId": UNKNOWN, "ip": "10.20.9.4"}]}, {}, networks=nets)
    assert find_in_stack(RULE, *nets, own, host) == []


def test_a_host_that_is_joined_by_its_subnet_is_held_against_it(find_in_stack: Find, declare: Declare) -> None:
    plan = [network(declare), subnet(declare, "a", "10.20.1.0/24")]
    joined = declare(SERVER_NETWORK, "y", {"subnetId": "7-10.20.1.0/24", "serverId": 1, "ip": "10.20.9.4"}, {})
    assert find_in_stack(RULE, *plan, joined) == ["y: its private address is in no subnet of network net"]
    called = declare(NETWORK_SUBNET, "a", {"networkId": 7, "ipRange": "10.20.1.0/24"}, {"id": "7-10.20.1.0/24"})
    assert find_in_stack(RULE, network(declare), called, joined) == [
        "y: its private address is in no subnet of network net"
    ]


def test_alias_addresses_count(find_in_stack: Find, declare: Declare) -> None:
    nets = [{"networkId": 7, "ip": "10.20.1.4", "aliasIps": ["10.20.1.5", "10.20.9.5"]}]
    host, taken = declare(SERVER, "x", {"networks": nets}, {}), server(declare, "y", "10.20.1.5")
    assert find_in_stack(RULE, network(declare), subnet(declare, "a", "10.20.1.0/24"), host, taken) == [
        "x: its private address is in no subnet of network net",
        "y: has the private address of x",
    ]


@pytest.mark.parametrize(("ip_range", "refused"), [("172.31.0.0/16", True), ("172.30.0.0/16", False)])
def test_a_network_leaves_the_public_gateway_out(
    find_in_stack: Find, declare: Declare, ip_range: str, refused: bool
) -> None:
    facts = find_in_stack(RULE, network(declare, ip_range))
    assert facts == (["net: its range has the vendor's gateway of the public interface in it"] if refused else [])


@pytest.mark.parametrize(("tunnel", "refused"), [("10.20.255.0/24", True), ("10.99.20.0/24", False), (UNKNOWN, False)])
def test_people_in_the_tunnel_have_addresses_outside(
    find_in_stack: Find, declare: Declare, tunnel: Any, refused: bool
) -> None:
    component = declare(PRIVATE_NETWORK, "private", {"tunnelRange": tunnel}, {})
    net = declare(NETWORK, "net", {"ipRange": "10.20.0.0/16"}, {"id": "7"}, component)
    facts = find_in_stack(RULE, component, net)
    assert facts == (["net: its range overlaps with that of the people in the tunnel"] if refused else [])
