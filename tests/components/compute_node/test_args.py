"""A node that cannot be built says why, and everything at once."""

from collections.abc import Callable
from ipaddress import IPv4Address
from typing import Any

import pytest
from pydantic import ValidationError

from components._base.exposure import HttpsFromEdge, Ping, WireGuardPort
from components.compute_node import Administration, ComputeNodeArgs, Existing, Load, Placement, Public, Volume

Node = Callable[..., ComputeNodeArgs]
HERE = Existing(1, "cx23", "fsn1", "debian-12")
HEAVY = (Load(service="api", memory_gb=3.64, cpu=1),)


def test_a_node_as_it_should_be_has_no_problem(node: Node) -> None:
    assert node().problems() == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"role": "edge"}, "role: the network has no subnet for edge; there are app, data, gateway"),
        (
            {"address": IPv4Address("10.20.3.4")},
            "address: 10.20.3.4 is outside the subnet of app, 10.20.2.0/24; take it from the plan",
        ),
        (
            {"load": HEAVY},
            "placements.0.server_type: cx23 would run at 91 % memory (3.6 of 4.0 GB), ceiling 70 %; "
            "use cx33 or move a service",
        ),
        (
            {"exposures": (Ping(),)},
            "exposures: the node has no public address; give it one in `public`, or expose nothing",
        ),
        (
            {"exposures": (HttpsFromEdge(),), "public": Public(ipv4=True)},
            "edge: HttpsFromEdge needs the edge's address ranges; give them",
        ),
        ({"forwards": True}, "forwards: a gateway needs a public IPv4 address; set public.ipv4"),
        (
            {"exposures": (WireGuardPort(),), "public": Public(ipv4=True)},
            "exposures: only a gateway answers WireGuard; set forwards",
        ),
        ({"image": "debian-11"}, "image: debian-11 is deprecated since 2026-08-31; use a newer one"),
        ({"image": "debian-99"}, "image: there is no system image debian-99; did you mean debian-11?"),
        (
            {"existing": (HERE,), "image": "debian-13"},
            "image: debian-13 would replace the server of generation 1, which has debian-12; "
            "raise generation to 2, or keep debian-12",
        ),
        (
            {"existing": (HERE,), "placements": (Placement(server_type="cx23", location="nbg1"),)},
            "placements: nbg1 would replace the server of generation 1, which has fsn1; "
            "raise generation to 2, or keep fsn1",
        ),
        (
            {"unavailable": frozenset({"cx23@fsn1"})},
            "placements: all of cx23@fsn1 are sold out (unavailable); add a type or a location",
        ),
        ({"administration": Administration()}, "administration: nobody could log in; give a key or an authority"),
        (
            {
                "volumes": (
                    Volume(purpose="data", size_gb=10, growth_gb_per_month=1),
                    Volume(purpose="data", size_gb=20, growth_gb_per_month=1),
                )
            },
            "volumes: two have the same purpose; name each once",
        ),
    ],
)
def test_a_wrong_node_is_refused_with_path_value_limit_and_remedy(
    node: Node, changes: dict[str, Any], problem: str
) -> None:
    found = node(**changes).problems()
    assert any(each.split("did you mean")[0] == problem.split("did you mean", maxsplit=1)[0] for each in found), found


def test_a_raised_generation_may_change_image_and_location(node: Node) -> None:
    changed = node(
        existing=(HERE,), generation=2, image="debian-13", placements=(Placement(server_type="cx23", location="nbg1"),)
    )
    assert changed.problems() == []


@pytest.mark.parametrize("ceiling", [0.81, 0.9, 1.0, 0.0])
def test_no_stack_may_go_above_eighty_percent(node: Node, ceiling: float) -> None:
    with pytest.raises(ValidationError, match="ceiling"):
        node(ceiling=ceiling)


def test_a_stack_may_state_eighty_percent(node: Node) -> None:
    load = (Load(service="api", memory_gb=3.2, cpu=1),)
    assert node(load=load).problems()
    assert node(load=load, ceiling=0.8).problems() == []


@pytest.mark.parametrize("port", [22, 80, 1023, 70000])
def test_wireguard_cannot_be_given_a_port_of_the_system(port: int) -> None:
    with pytest.raises(ValidationError):
        WireGuardPort(port=port)


def test_there_is_no_way_to_spell_an_exposure_of_ssh(node: Node) -> None:
    with pytest.raises(ValidationError, match="exposures"):
        ComputeNodeArgs.model_validate(node().model_dump() | {"exposures": [{"kind": "ssh", "port": 22}]})


def test_a_private_key_given_as_a_public_one_is_not_repeated() -> None:
    secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk"
    with pytest.raises(ValidationError) as refusal:
        Administration(keys=(secret,))
    assert "b3BlbnNzaC1rZXk" not in str(refusal.value)
