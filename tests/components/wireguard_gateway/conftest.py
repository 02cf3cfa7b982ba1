"""A gateway's arguments that are fine, with peers whose keys are made from a text."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from components._base.exposure import Ping, WireGuardPort
from components._base.keys import wireguard_key
from components._base.segment import Segment
from components.wireguard_gateway import Group, Peer, Reach, WireGuardGatewayArgs

TODAY = date(2026, 11, 23)
Gateway = Callable[..., WireGuardGatewayArgs]


def public_key(text: str) -> str:
    """Return a key that belongs to nobody."""
    return wireguard_key(hashlib.sha256(text.encode()).digest()).public


def somebody(name: str, number: int, *groups: str, **more: Any) -> Peer:
    return Peer(number=number, public_key=public_key(name), groups=groups or ("admins",), **more)


@pytest.fixture
def peers() -> dict[str, Peer]:
    return {"ada": somebody("ada", 1), "observer": somebody("observer", 3, "observers")}


@pytest.fixture
def groups() -> dict[str, Group]:
    return {
        "admins": Group(administrators=True, reach=(Reach(role="*", ports="22"),)),
        "observers": Group(reach=(Reach(role="data", ports="5432,8000-8010"),)),
    }


@pytest.fixture
def gateway(segment: Segment, peers: dict[str, Peer], groups: dict[str, Group]) -> Gateway:
    """Make a gateway's arguments: fine as they are, one thing changed at a time."""

    def make(**changes: Any) -> WireGuardGatewayArgs:
        fine: dict[str, Any] = {
            "number": 1,
            "segment": segment,
            "peers": peers,
            "groups": groups,
            "exposures": (WireGuardPort(), Ping()),
            "today": TODAY,
        }
        return WireGuardGatewayArgs(**(fine | changes))

    return make
