"""No relay of the edge opens what the role behind it may not show to everybody."""

from typing import Any

import pytest

from policies.allow_list import Allowance
from policies.hetzner.tokens import SERVER
from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.settings import settle
from tests.policies.inputs import TODAY, Declare, Find

RULE = "spectrum-exposure"
RELAY = "cloudflare:index/spectrumApplication:SpectrumApplication"


def server(declare: Declare) -> Resource:
    labels = {"arqora.dev/role": "game"}
    return declare(SERVER, "web", {"labels": labels}, {"id": "1", "ipv4Address": "203.0.113.9"})


def relay(declare: Declare, protocol: Any = "tcp/22", **origin: Any) -> Resource:
    return declare(
        RELAY, "relay", {"protocol": protocol, **(origin or {"originDirects": ["tcp://203.0.113.9:22"]})}, {}
    )


def test_ssh_at_the_edge_is_named_with_whose_it_is(find_in_stack: Find, declare: Declare) -> None:
    (said,) = find_in_stack(RULE, server(declare), relay(declare))
    assert said == "relay: opens web, port 22, on tcp 22 from anywhere (0.0.0.0/0 and ::/0)"


@pytest.mark.parametrize(
    ("protocol", "opened"),
    [
        ("tcp/2222", "tcp 2222"),
        ("udp/1-65535", "udp every port"),
        (UNKNOWN, "tcp every port"),
        ("ssh", "tcp every port"),
    ],
)
def test_every_port_of_it_counts(find_in_stack: Find, declare: Declare, protocol: Any, opened: str) -> None:
    (said,) = find_in_stack(RULE, server(declare), relay(declare, protocol))
    assert opened in said


@pytest.mark.parametrize(
    "origin",
    [
        {"originDirects": ["tcp://198.51.100.1:22"]},
        {"originDirects": ["tcp://host.example:22"]},
        {"originDirects": UNKNOWN},
        {"originDns": {"name": "a.example"}},
        {"originWorkerId": "abc"},
    ],
)
def test_an_origin_that_is_not_shown_is_named(find_in_stack: Find, declare: Declare, origin: Any) -> None:
    (said,) = find_in_stack(RULE, server(declare), relay(declare, **origin))
    assert said.endswith("which this stack does not show")


def test_what_the_role_may_show_passes(find_in_stack: Find, declare: Declare) -> None:
    allowance = Allowance("udp", ("anywhere",), "players come by it", "27015")
    own = settle(TODAY, frozenset(), [("game", allowance)], [])
    open_to_all = relay(declare, "udp/27015", originDirects=["udp://203.0.113.9:27015"])
    assert find_in_stack(RULE, server(declare), open_to_all, own=own) == []
    assert len(find_in_stack(RULE, server(declare), open_to_all)) == 1


@pytest.mark.parametrize(
    ("origins", "says"),
    [
        (["tcp://203.0.113.9:443"], []),
        (["tcp://203.0.113.9:8000-8080"], []),
        (["tcp://203.0.113.9:22", "tcp://203.0.113.9:443"], ["22"]),
        (["tcp://203.0.113.9:20-30"], ["20-30"]),
        (["tcp://203.0.113.9"], ["every port"]),
    ],
)
def test_no_allowance_leads_to_ssh(find_in_stack: Find, declare: Declare, origins: list[str], says: list[str]) -> None:
    own = settle(TODAY, frozenset(), [("game", Allowance("tcp", ("anywhere",), "players come by it", "443"))], [])
    said = find_in_stack(RULE, server(declare), relay(declare, "tcp/443", originDirects=origins), own=own)
    assert said == [f"relay: leads to web, port {each}, which is or may be SSH's port 22" for each in says]
