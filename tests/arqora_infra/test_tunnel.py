"""A mistake in who may come in is one line with its place in the stack file; what is right is wired to every host."""

from datetime import date
from ipaddress import IPv4Address, IPv4Network
from typing import Any

import pytest

from arqora_infra import edge_ranges
from arqora_infra.environment import Arguments, arguments
from arqora_infra.existing import Answers
from arqora_infra.settings import parse
from components._base.errors import ArgumentError

Plain = dict[str, Any]
TODAY = date(2026, 11, 23)


def built(found: Plain) -> Arguments:
    return arguments(parse(found), Answers(edge_ranges=edge_ranges.recorded()), TODAY)


def refusal(found: Plain) -> tuple[str, ...]:
    with pytest.raises(ArgumentError) as error:
        built(found)
    return error.value.problems


def peer(found: Plain, name: str) -> Plain:
    taken: Plain = found["tunnel"]["peers"][name]
    return taken


@pytest.fixture
def prod(all_settings: dict[str, Plain]) -> Plain:
    return all_settings["prod"]


def test_the_last_administrator_cannot_be_removed(sandbox_settings: Plain) -> None:
    del sandbox_settings["tunnel"]["peers"]["operator"]
    assert refusal(sandbox_settings) == (
        "tunnel.peers: no administrator would be left, and then nobody could come in and add one; "
        "keep a peer that has not expired in admins",
    )


def test_an_administrator_who_expires_does_not_count(sandbox_settings: Plain) -> None:
    peer(sandbox_settings, "operator")["expires"] = "2026-11-22T00:00:00Z"  # as the engine hands over a YAML date
    assert len(refusal(sandbox_settings)) == 1
    peer(sandbox_settings, "operator")["expires"] = "2026-11-23"
    assert built(sandbox_settings).gateways["gateway-1"].admitted.keys() == {"operator", "observer"}


def test_a_port_that_a_rotation_needs_is_named_with_the_line_to_add(sandbox_settings: Plain) -> None:
    sandbox_settings["tunnel"]["keys"]["gateway-1"] = [1, 2]
    assert refusal(sandbox_settings) == (
        "nodes.gateway-1.exposures: key epoch 2 answers on port 51821, which nothing exposes; "
        "add {kind: wireguard-port, port: 51821}",
    )
    sandbox_settings["nodes"]["gateway-1"]["exposures"].append({"kind": "wireguard-port", "port": 51821})
    assert [each.interface for each in built(sandbox_settings).gateways["gateway-1"].epochs] == ["wg0", "wg1"]
    sandbox_settings["tunnel"]["keys"]["gateway-1"] = [2]
    assert refusal(sandbox_settings) == (
        "nodes.gateway-1.exposures: port 51820 is open, and no key epoch answers on it; "
        "take {kind: wireguard-port, port: 51820} out",
    )


def test_epochs_that_skip_one_are_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["tunnel"]["keys"]["gateway-1"] = [1, 3]
    assert refusal(sandbox_settings) == (
        "tunnel.keys.gateway-1: [1, 3] is no epoch from 1, alone or with its successor; set [1] or [1, 2]",
    )


def test_keys_are_for_gateways_and_every_gateway_has_some(sandbox_settings: Plain) -> None:
    sandbox_settings["tunnel"]["keys"] = {"app-1": [1]}
    assert refusal(sandbox_settings) == (
        "tunnel.keys.app-1: is no node that forwards; there are gateway-1; take it out",
        "tunnel.keys.gateway-1: is missing; set [1]",
    )


def test_a_mistake_in_a_peer_is_told_once_however_many_gateways_there_are(prod: Plain) -> None:
    peer(prod, "grace")["number"] = 1
    peer(prod, "alan")["groups"] = ["observer"]
    assert refusal(prod) == (
        "tunnel.peers.alan.groups: there is no group observer; there are admins, observers",
        "tunnel.peers.grace.number: 1 is ada already, and it decides the address; 2 is free",
    )


def test_a_peer_that_does_not_fit_is_refused_with_the_capacity(prod: Plain) -> None:
    peer(prod, "alan")["number"] = 63
    assert refusal(prod) == (
        "tunnel.peers.alan.number: 63 does not fit into a slot of /25, which holds 62 peers; 3 is free, or plan a "
        "wider tunnel_range",
    )


def test_administrators_reach_every_host(sandbox_settings: Plain) -> None:
    sandbox_settings["tunnel"]["groups"]["admins"]["reach"] = [{"role": "app", "ports": "22"}]
    assert refusal(sandbox_settings) == (
        "tunnel.groups.admins.reach: administrators must reach port 22 of every role, and data, gateway, ops would be "
        'closed to them; add {role: "*", ports: "22"}',
    )


def test_a_group_reaches_roles_of_the_network(sandbox_settings: Plain) -> None:
    sandbox_settings["tunnel"]["groups"]["observers"]["reach"][0]["role"] = "opps"
    assert refusal(sandbox_settings) == (
        "tunnel.groups.observers.reach.0.role: there is no role opps; there are app, data, gateway, ops, and * for all",
    )


def test_two_gateways_cannot_share_a_part_of_the_tunnel_range(prod: Plain) -> None:
    prod["nodes"]["edge-1"] |= {"forwards": True, "exposures": [{"kind": "wireguard-port"}]}
    prod["tunnel"]["keys"]["edge-1"] = [1]
    assert refusal(prod) == (
        "nodes.edge-1: number 1 is gateway-1's already, and it decides the gateway's part of network.tunnel_range; "
        "rename one",
    )


def test_a_tunnel_range_that_is_too_small_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["network"]["tunnel_range"] = "10.99.20.0/27"
    assert refusal(sandbox_settings) == (
        "network.tunnel_range: 10.99.20.0/27 is too small, /26 is the least; widen it",
    )


def test_a_key_that_is_none_is_refused_and_not_repeated(sandbox_settings: Plain) -> None:
    peer(sandbox_settings, "operator")["public_key"] = "c2VjcmV0"
    with pytest.raises(ArgumentError) as error:
        parse(sandbox_settings)
    assert error.value.problems == (
        "tunnel.peers.operator.public_key: is refused: is no public key as `wg pubkey` prints it (32 bytes in base64)",
    )


def test_an_unknown_key_of_a_peer_is_refused_with_the_nearest(sandbox_settings: Plain) -> None:
    peer(sandbox_settings, "operator")["expire"] = "2027-01-01"
    with pytest.raises(ArgumentError) as error:
        parse(sandbox_settings)
    assert error.value.problems == ("tunnel.peers.operator.expire: there is no such key; did you mean expires?",)


def test_answers_go_back_through_the_gateway_that_somebody_came_in_by(prod: Plain) -> None:
    given = built(prod)
    ways = {str(each.destination): each.gateway for each in given.network.routes}
    assert ways == {
        "0.0.0.0/0": given.nodes["gateway-1"].address,
        "10.99.40.0/24": given.nodes["gateway-1"].address,
        "10.99.41.0/24": given.nodes["gateway-2"].address,
    }


def test_the_gateways_of_production_are_in_different_locations(prod: Plain) -> None:
    given = built(prod)
    places = {given.nodes[name].placements[0].location for name in given.gateways}
    assert len(places) == len(given.gateways) == 2


def test_every_stack_has_its_own_part_of_the_tunnels_addresses(all_settings: dict[str, Plain]) -> None:
    ranges = [IPv4Network(found["network"]["tunnel_range"]) for found in all_settings.values()]
    assert not any(first.overlaps(second) for first in ranges for second in ranges if first is not second)


def test_a_person_has_one_address_at_each_gateway(prod: Plain) -> None:
    found = [args.epochs[0].address(1, 1) for args in built(prod).gateways.values()]
    assert found == [IPv4Address("10.99.40.2"), IPv4Address("10.99.41.2")]
