"""A gateway that cannot be built says why, and everything at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from components._base.exposure import Ping, WireGuardPort
from components.wireguard_gateway import Group, Peer, Reach, WireGuardGatewayArgs
from tests.components.wireguard_gateway.conftest import public_key, somebody

Gateway = Callable[..., WireGuardGatewayArgs]
SSH = Reach(role="*", ports="22")
ADMINS = Group(administrators=True, reach=(SSH,))


def test_a_gateway_as_it_should_be_has_no_problem(gateway: Gateway) -> None:
    assert gateway().problems() == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"keys": (1, 2)},
            "exposures: key epoch 2 answers on port 51821, which nothing exposes; "
            "add {kind: wireguard-port, port: 51821}",
        ),
        (
            {"exposures": (WireGuardPort(), WireGuardPort(port=51821))},
            "exposures: port 51821 is open, and no key epoch answers on it; "
            "take {kind: wireguard-port, port: 51821} out",
        ),
        (
            {"peers": {"ada": somebody("ada", 1, "admin")}},
            "peers.ada.groups: there is no group admin; there are admins, observers",
        ),
        (
            {"peers": {"ada": somebody("ada", 1), "bob": somebody("bob", 1)}},
            "peers.bob.number: 1 is ada already, and it decides the address; 2 is free",
        ),
        (
            {"peers": {"ada": somebody("ada", 15)}},
            "peers.ada.number: 15 does not fit into a slot of /27, which holds 14 peers; 1 is free, or plan a wider "
            "tunnel_range",
        ),
        (
            {"peers": {"ada": somebody("ada", 1), "bob": somebody("ada", 2)}},
            "peers.bob.public_key: is peers.ada.public_key already; each device makes a key of its own",
        ),
        (
            {"peers": {"ada": somebody("ada", 1, next_public_key=public_key("ada"))}},
            "peers.ada.next_public_key: is peers.ada.public_key already; each device makes a key of its own",
        ),
        (
            {"peers": {"eve": somebody("eve", 1, "observers")}},
            "peers: no administrator would be left, and then nobody could come in and add one; "
            "keep a peer that has not expired in admins",
        ),
        (
            {"peers": {"ada": somebody("ada", 1, expires=date(2026, 11, 22))}},
            "peers: no administrator would be left, and then nobody could come in and add one; "
            "keep a peer that has not expired in admins",
        ),
        (
            {"peers": {}, "groups": {}},
            "peers: no administrator would be left, and then nobody could come in and add one; "
            "keep a peer that has not expired in a group with `administrators: true`",
        ),
        (
            {"groups": {"admins": ADMINS, "observers": Group(reach=(Reach(role="db", ports="22"),))}},
            "groups.observers.reach.0.role: there is no role db; there are app, data, gateway, and * for all",
        ),
        (
            {"groups": {"admins": Group(administrators=True, reach=(Reach(role="app", ports="20-25"),))}},
            "groups.admins.reach: administrators must reach port 22 of every role, and data, gateway would be "
            'closed to them; add {role: "*", ports: "22"}',
        ),
        (
            {"groups": {"admins": Group(administrators=True, reach=(Reach(role="*", ports="22", protocol="udp"),))}},
            "groups.admins.reach: administrators must reach port 22 of every role, and app, data, gateway would be "
            'closed to them; add {role: "*", ports: "22"}',
        ),
    ],
)
def test_a_wrong_gateway_is_refused_with_path_value_limit_and_remedy(
    gateway: Gateway, changes: dict[str, Any], problem: str
) -> None:
    assert problem in gateway(**changes).problems()


def test_a_rotation_is_fine_where_both_ports_are_exposed(gateway: Gateway) -> None:
    both = (WireGuardPort(), WireGuardPort(port=51821), Ping())
    assert gateway(keys=(1, 2), exposures=both).problems() == []
    assert gateway(keys=(2,), exposures=both[1:]).problems() == []


def test_an_administrator_remains_on_the_last_day(gateway: Gateway) -> None:
    assert gateway(peers={"ada": somebody("ada", 1, expires=date(2026, 11, 23))}).problems() == []


@pytest.mark.parametrize("ports", ["", "22,", "22,22", "20-25,22", "any", "0", "22;drop", "8010-8000"])
def test_ports_that_are_no_list_of_ports_are_refused(ports: str) -> None:
    with pytest.raises(ValidationError):
        Reach(role="*", ports=ports)


def test_a_key_that_is_refused_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as refusal:
        Peer(number=1, public_key="c2VjcmV0", groups=("admins",))
    assert "c2VjcmV0" not in str(refusal.value)
