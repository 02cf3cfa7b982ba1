"""Private addresses are planned."""

from typing import Any

import pytest

from policies.hetzner.tokens import NETWORK, NETWORK_SUBNET, SERVER, SERVER_NETWORK
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
