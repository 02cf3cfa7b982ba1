"""A network's routes lead to gateways of this stack."""

import dataclasses
from typing import Any

import pytest

from policies.hetzner.tokens import NETWORK, NETWORK_ROUTE, SERVER, SERVER_NETWORK
from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "route-to-gateway"


def server(declare: Declare, role: str | None, **properties: Any) -> Resource:
    labels = {"arqora.dev/role": role} if role else {}
    return declare(SERVER, "gate", {"labels": labels, **properties}, {"id": "12"})


def route(declare: Declare, to: Any, destination: Any = "10.99.0.0/24", **sources: Any) -> Resource:
    properties = {"networkId": 5, "gateway": to, "destination": destination}
    return declare(NETWORK_ROUTE, "vpn", properties, {}, **sources)


def network(declare: Declare) -> Resource:
    return declare(NETWORK, "net", {"ipRange": "10.0.0.0/16"}, {"id": "5"})


JOINED = {"networks": [{"networkId": 5, "ip": "10.0.0.2", "aliasIps": ["10.0.0.3"]}]}


@pytest.mark.parametrize("gateway", ["10.0.0.2", "10.0.0.3"])
def test_a_route_to_a_gateway_passes(find_in_stack: Find, declare: Declare, gateway: str) -> None:
    assert find_in_stack(RULE, network(declare), server(declare, "gateway", **JOINED), route(declare, gateway)) == []


def test_a_gateway_that_is_joined_by_a_resource_of_its_own_passes(find_in_stack: Find, declare: Declare) -> None:
    joined = declare(SERVER_NETWORK, "nic", {"serverId": 12, "networkId": 5, "ip": "10.0.0.2"}, {})
    assert find_in_stack(RULE, network(declare), server(declare, "gateway"), joined, route(declare, "10.0.0.2")) == []


def test_an_address_that_is_not_known_yet_is_that_of_where_it_comes_from(find_in_stack: Find, declare: Declare) -> None:
    gate = server(declare, "gateway")
    assert find_in_stack(RULE, network(declare), gate, route(declare, UNKNOWN, gateway=[gate])) == []
    assert len(find_in_stack(RULE, network(declare), gate, route(declare, UNKNOWN))) == 1


@pytest.mark.parametrize("role", ["app", "data", None])
def test_a_route_to_another_host_is_named(find_in_stack: Find, declare: Declare, role: str | None) -> None:
    facts = find_in_stack(RULE, network(declare), server(declare, role, **JOINED), route(declare, "10.0.0.2"))
    whose = f"role {role!r}" if role else "no role"
    assert facts == [f"vpn: sends 10.99.0.0/24 to gate, which has {whose} and is no gateway"]


@pytest.mark.parametrize("gateway", ["10.0.0.9", "nonsense", None, "fe80::1"])
def test_a_route_to_nobody_we_know_is_named(find_in_stack: Find, declare: Declare, gateway: Any) -> None:
    facts = find_in_stack(RULE, network(declare), server(declare, "gateway", **JOINED), route(declare, gateway))
    assert len(facts) == 1
    assert "the address of no server of this stack" in facts[0]


def test_the_same_address_on_another_network_is_not_meant(find_in_stack: Find, declare: Declare) -> None:
    other = declare(NETWORK, "other", {}, {"id": "6"})
    there = server(declare, "gateway", networks=[{"networkId": 6, "ip": "10.0.0.2"}])
    (fact,) = find_in_stack(RULE, network(declare), other, there, route(declare, "10.0.0.2"))
    assert "no server of this stack on that network" in fact
    here = declare(SERVER, "app", {"networks": [{"networkId": 5, "ip": "10.0.0.2"}]}, {"id": "13"})
    (fact,) = find_in_stack(RULE, network(declare), other, there, here, route(declare, "10.0.0.2"))
    assert fact == "vpn: sends 10.99.0.0/24 to app, which has no role and is no gateway"


def test_another_role_that_forwards_is_declared(find_in_stack: Find, declare: Declare, settings: Settings) -> None:
    own = dataclasses.replace(settings, options={RULE: {"roles": ["nat"]}})
    resources = [network(declare), route(declare, "10.0.0.2", "0.0.0.0/0")]
    assert find_in_stack(RULE, *resources, server(declare, "nat", **JOINED), own=own) == []
    assert find_in_stack(RULE, *resources, server(declare, "gateway", **JOINED), own=own) == []
    assert len(find_in_stack(RULE, *resources, server(declare, "app", **JOINED), own=own)) == 1
