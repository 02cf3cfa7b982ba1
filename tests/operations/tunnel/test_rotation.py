"""An old key goes when everybody has come in with the new one, and gateways say who has."""

from typing import TYPE_CHECKING

import pytest

from operations.errors import OperationError
from operations.tunnel import connection, rotation
from operations.tunnel.rotation import Arrival

if TYPE_CHECKING:
    from tests.operations.tunnel.conftest import Gateway, Internet

GRACE = "Z2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2c="


def serve(internet: "Internet", interface: str, port: int, slot: str) -> None:
    peers = {"ada": (2, internet.public_key), "grace": (4, GRACE)}
    internet.gateways[0].serve(interface, port, slot, peers)


def seen(gateway: "Gateway", internet: "Internet") -> list[Arrival]:
    """Return what a gateway says, asked as administrators ask it, except for the way there."""
    said = rotation.parse(gateway.box.run(*rotation.COMMAND[2:]))
    tunnel = internet.tunnel(grace=GRACE)
    return [each for ingress in tunnel.gateway(gateway.name) for each in rotation.at(ingress, tunnel, said)]


def test_who_has_not_come_in_with_the_newer_key_is_named(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    serve(internet, "wg0", 51820, "10.99.20")
    connection.up(internet.place, internet.tunnel(grace=GRACE))
    serve(internet, "wg1", 51821, "10.99.30")
    assert rotation.behind(internet.tunnel(grace=GRACE), "gateway-1", seen(gateway, internet)) == ["ada", "grace"]
    connection.up(internet.place, internet.tunnel(grace=GRACE))
    assert rotation.behind(internet.tunnel(grace=GRACE), "gateway-1", seen(gateway, internet)) == ["grace"]


def test_a_gateway_says_when_each_peer_was_last_there(internet: "Internet") -> None:
    serve(internet, "wg0", 51820, "10.99.20")
    connection.up(internet.place, internet.tunnel(grace=GRACE))
    ages = {each.peer: each.age() for each in seen(internet.gateways[0], internet)}
    assert ages["grace"] is None
    assert ages["ada"] is not None


def test_what_a_gateway_is_asked_tells_no_key_but_public_ones(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    serve(internet, "wg0", 51820, "10.99.20")
    said = gateway.box.run(*rotation.COMMAND[2:])
    assert GRACE in said
    assert gateway.preshared["wg0"]["grace"] not in said


def test_where_no_key_is_changed_there_is_nothing_to_check(internet: "Internet") -> None:
    serve(internet, "wg0", 51820, "10.99.20")
    with pytest.raises(OperationError, match="gateway-1: it has one interface, wg0: no key is being changed"):
        rotation.require_overlap(internet.tunnel(grace=GRACE), "gateway-1")


def test_an_unknown_gateway_is_refused_with_those_there_are(internet: "Internet") -> None:
    serve(internet, "wg0", 51820, "10.99.20")
    with pytest.raises(OperationError, match="gateway-9: test has no such gateway; there are gateway-1"):
        rotation.require_overlap(internet.tunnel(grace=GRACE), "gateway-9")
