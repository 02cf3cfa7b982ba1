"""Machines outside the cloud that are joined to a network are declared."""

import dataclasses
from typing import Any

import pytest

from policies.hetzner.tokens import (
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    NETWORK,
    NETWORK_SUBNET,
    SERVER,
    SERVER_NETWORK,
)
from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "vswitch-neighbours"


def network(declare: Declare, **properties: Any) -> Resource:
    return declare(NETWORK, "net", {"ipRange": "10.0.0.0/8", **properties}, {"id": "5"})


def subnet(declare: Declare, kind: Any, **properties: Any) -> Resource:
    stated = {"networkId": 5, "type": kind, "ipRange": "10.1.0.0/24", **properties}
    return declare(NETWORK_SUBNET, "subnet", stated, {"id": "5-10.1.0.0/24"})


def server(declare: Declare, *networks: Any) -> Resource:
    return declare(SERVER, "db", {"networks": list(networks)}, {"id": "12"})


JOINED = {"networkId": 5, "ip": "10.0.0.2"}
CLOUD = pytest.mark.parametrize("kind", ["cloud", "server"])


@CLOUD
def test_a_network_of_cloud_servers_passes(find_in_stack: Find, declare: Declare, kind: str) -> None:
    assert find_in_stack(RULE, network(declare), subnet(declare, kind), server(declare, JOINED)) == []


def test_a_vswitch_without_servers_of_this_stack_passes(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, network(declare), subnet(declare, "vswitch"), server(declare)) == []


@pytest.mark.parametrize("kind", ["vswitch", UNKNOWN, None, "other"])
def test_a_server_beside_a_vswitch_is_named_with_who_reaches_it(
    find_in_stack: Find, declare: Declare, kind: Any
) -> None:
    assert find_in_stack(RULE, network(declare), subnet(declare, kind), server(declare, JOINED)) == [
        "db: every port is open to 10.1.0.0/24 through the vSwitch of subnet subnet on network net"
    ]


def test_a_vswitch_of_unknown_range_is_everywhere(find_in_stack: Find, declare: Declare) -> None:
    (fact,) = find_in_stack(
        RULE, network(declare), subnet(declare, "vswitch", ipRange=UNKNOWN), server(declare, JOINED)
    )
    assert "open to anywhere" in fact


@pytest.mark.parametrize("exposed", [True, UNKNOWN])
def test_routes_that_are_exposed_to_a_vswitch_count_too(find_in_stack: Find, declare: Declare, exposed: Any) -> None:
    net = network(declare, exposeRoutesToVswitch=exposed)
    (fact,) = find_in_stack(RULE, net, subnet(declare, "cloud"), server(declare, JOINED))
    assert "routes that are exposed to a vSwitch" in fact


@pytest.mark.parametrize(
    "properties", [{"networkId": 5}, {"subnetId": "5-10.0.0.0/24"}, {"networkId": UNKNOWN}, {"subnetId": UNKNOWN}]
)
def test_a_server_that_is_joined_by_a_resource_of_its_own_is_named(
    find_in_stack: Find, declare: Declare, properties: dict[str, Any]
) -> None:
    net, vswitch = network(declare), subnet(declare, "vswitch")
    key = next(iter(properties))
    joined = declare(SERVER_NETWORK, "nic", {"serverId": 12, **properties}, {}, **{key: [net, vswitch]})
    assert len(find_in_stack(RULE, net, vswitch, server(declare), joined)) == 1


def test_a_load_balancer_beside_a_vswitch_is_named(find_in_stack: Find, declare: Declare) -> None:
    balancer = declare(LOAD_BALANCER, "lb", {}, {"id": "1"})
    joined = declare(LOAD_BALANCER_NETWORK, "nic", {"loadBalancerId": 1, "networkId": 5}, {})
    assert find_in_stack(RULE, network(declare), subnet(declare, "vswitch"), balancer, joined) == [
        "lb: every service is open to 10.1.0.0/24 through the vSwitch of subnet subnet on network net"
    ]


@pytest.mark.parametrize("entry", [{"networkId": UNKNOWN}, UNKNOWN])
def test_a_network_is_found_while_nothing_has_an_identifier(find_in_stack: Find, declare: Declare, entry: Any) -> None:
    net = declare(NETWORK, "net", {}, {"id": UNKNOWN})
    vswitch = declare(
        NETWORK_SUBNET,
        "subnet",
        {"networkId": UNKNOWN, "type": "vswitch", "ipRange": "10.1.0.0/24"},
        {},
        networkId=[net],
    )
    one = declare(SERVER, "db", {"networks": [entry]}, {}, networks=[net, vswitch])
    (fact,) = find_in_stack(RULE, net, vswitch, one)
    assert "open to 10.1.0.0/24" in fact


@pytest.mark.parametrize("entry", [{"networkId": 4711}, {"subnetId": "4711-10.0.0.0/24"}, {"networkId": UNKNOWN}])
def test_a_network_of_another_stack_is_beyond_sight(find_in_stack: Find, declare: Declare, entry: Any) -> None:
    (fact,) = find_in_stack(RULE, server(declare, entry))
    assert fact.endswith("which this stack does not show: a vSwitch may be joined to it")


def test_a_server_of_another_stack_that_is_joined_here_is_named(find_in_stack: Find, declare: Declare) -> None:
    joined = declare(SERVER_NETWORK, "nic", {"serverId": 4711, "networkId": 5}, {})
    assert find_in_stack(RULE, network(declare), subnet(declare, "cloud"), joined) == []
    assert find_in_stack(RULE, network(declare), subnet(declare, "vswitch"), joined) == [
        "nic: joins server 4711, which this stack does not show, to network net and to the vSwitch of subnet subnet"
    ]
    both = declare(SERVER_NETWORK, "nic", {"serverId": 4711, "networkId": 4712}, {})
    assert find_in_stack(RULE, both) == [
        "nic: joins server 4711 to network 4712, which this stack does not show: a vSwitch may be joined to it"
    ]


@pytest.mark.parametrize(("named", "refused"), [("4711", 0), ("net", 1)])
def test_a_vswitch_that_is_joined_to_the_network_of_another_stack_is_named(
    find_in_stack: Find, declare: Declare, settings: Settings, named: str, refused: int
) -> None:
    facts = find_in_stack(RULE, subnet(declare, "vswitch", networkId=4711), own=declaring(settings, named))
    expected = ["subnet: joins the vSwitch of subnet subnet to network 4711, which this stack does not show"]
    assert facts == expected[:refused]


@pytest.mark.parametrize(("named", "refused"), [("net", 0), ("other", 1)])
def test_a_network_that_is_declared_passes(
    find_in_stack: Find, declare: Declare, settings: Settings, named: str, refused: int
) -> None:
    resources = [network(declare), subnet(declare, "vswitch"), server(declare, JOINED)]
    assert len(find_in_stack(RULE, *resources, own=declaring(settings, named))) == refused


def test_a_network_of_another_stack_is_declared_by_its_identifier(
    find_in_stack: Find, declare: Declare, settings: Settings
) -> None:
    machine = server(declare, {"networkId": 4711})
    assert find_in_stack(RULE, machine, own=declaring(settings, "4711")) == []
    assert len(find_in_stack(RULE, machine, own=declaring(settings, "471"))) == 1


def declaring(settings: Settings, named: str) -> Settings:
    options = {"networks": [{"network": named, "reason": "the warehouse's own machines"}]}
    return dataclasses.replace(settings, options={RULE: options})
