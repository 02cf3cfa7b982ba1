"""What an environment is wired from, without the engine."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from arqora_infra import edge_ranges
from arqora_infra.environment import Arguments, arguments
from arqora_infra.existing import Answers
from arqora_infra.settings import parse
from components._base.errors import ArgumentError
from components.compute_node import Existing

Plain = dict[str, Any]
Servers = Mapping[str, tuple[Existing, ...]]
TODAY = date(2026, 11, 23)


def built(found: Plain, servers: Servers | None = None) -> Arguments:
    return arguments(parse(found), Answers(servers or {}, edge_ranges.recorded()), TODAY)


def refusal(found: Plain, servers: Servers | None = None) -> tuple[str, ...]:
    with pytest.raises(ArgumentError) as error:
        built(found, servers)
    return error.value.problems


def test_every_stack_can_be_built(any_settings: Plain) -> None:
    given = built(any_settings)
    assert set(given.nodes) == set(any_settings["nodes"])
    assert given.network.routes[0].gateway == given.nodes[any_settings["network"]["egress"]].address


def test_every_node_has_its_own_address(any_settings: Plain) -> None:
    nodes = built(any_settings).nodes
    assert len({args.address for args in nodes.values()}) == len(nodes)


def test_a_load_above_the_ceiling_is_refused_as_the_design_shows(sandbox_settings: Plain) -> None:
    node = sandbox_settings["nodes"]["app-1"]
    node["placements"] = [{"server_type": "cx23", "location": "fsn1"}]
    node["load"] = [{"service": "api", "memory_gb": 3.64, "cpu": 0.5}]
    assert refusal(sandbox_settings) == (
        "nodes.app-1.placements.0.server_type: cx23 would run at 91 % memory (3.6 of 4.0 GB), ceiling 70 %; "
        "use cx33 or move a service",
    )


def test_a_changed_image_is_a_decision_and_not_a_side_effect(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["app-1"]["image"] = "debian-13"
    existing = {"app-1": (Existing(1, "cx23", "fsn1", "debian-12"),)}
    assert refusal(sandbox_settings, existing) == (
        "nodes.app-1.image: debian-13 would replace the server of generation 1, which has debian-12; "
        "raise generation to 2, or keep debian-12",
    )
    sandbox_settings["nodes"]["app-1"]["generation"] = 2
    nodes = built(sandbox_settings, existing).nodes
    assert nodes["app-1"].image == "debian-13"


def test_a_next_generation_gets_an_address_beside_its_predecessor(sandbox_settings: Plain) -> None:
    before = built(sandbox_settings).nodes
    sandbox_settings["nodes"]["app-1"]["generation"] = 2
    after = built(sandbox_settings).nodes
    assert before["app-1"].address != after["app-1"].address
    assert {name: args.address for name, args in before.items() if name != "app-1"} == {
        name: args.address for name, args in after.items() if name != "app-1"
    }


def test_what_is_sold_out_moves_to_the_next_placement_until_it_exists(sandbox_settings: Plain) -> None:
    first = sandbox_settings["nodes"]["app-1"]["placements"][0]
    sandbox_settings["unavailable"] = [f"{first['server_type']}@{first['location']}"]
    nodes = built(sandbox_settings).nodes
    chosen = nodes["app-1"].placed
    assert chosen
    assert chosen.model_dump() == sandbox_settings["nodes"]["app-1"]["placements"][1]
    existing = {"app-1": (Existing(1, chosen.server_type, chosen.location, "debian-12"),)}
    sandbox_settings["unavailable"] = []
    nodes = built(sandbox_settings, existing).nodes
    assert nodes["app-1"].placed == chosen


def test_two_nodes_of_a_role_with_the_same_number_are_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["web-1"] = sandbox_settings["nodes"]["app-1"]
    assert refusal(sandbox_settings) == (
        "nodes.web-1: number 1 of role app is app-1 already, and it decides the address; rename one",
    )


def test_an_egress_that_does_not_forward_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["network"]["egress"] = "app-1"
    assert refusal(sandbox_settings) == (
        "network.egress: app-1 is no node that forwards; there are gateway-1; set `forwards` on a gateway",
    )


def test_a_role_without_a_subnet_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["web-1"] = sandbox_settings["nodes"]["app-1"] | {"role": "web", "exposures": []}
    assert refusal(sandbox_settings) == (
        "nodes.web-1: web: no subnet for this role; there are app, data, gateway, ops",
    )


def test_journals_go_to_a_node_that_lets_them_in(sandbox_settings: Plain) -> None:
    collector = built(sandbox_settings).nodes["data-1"].collector
    assert collector
    assert collector.url == "http://10.20.4.4:3100"
    sandbox_settings["collector"] = "ops-9"
    (line,) = refusal(sandbox_settings)
    assert line.startswith("collector: there is no node ops-9; there are gateway-1, app-1")
    sandbox_settings["collector"] = "ops-1"
    flows = sandbox_settings["network"]["flows"]
    flows[:] = [each for each in flows if (each["source"], each["port"]) != ("data", "3100")]
    assert refusal(sandbox_settings) == (
        "network.flows: data may not send its journals to the collector ops-1; add {source: data, target: ops, "
        "protocol: tcp, port: '3100', reason: …}, or leave collector out",
    )


def test_without_a_collector_nobody_sends(sandbox_settings: Plain) -> None:
    del sandbox_settings["collector"]
    assert built(sandbox_settings).nodes["data-1"].collector is None
