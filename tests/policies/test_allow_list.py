"""The default allow-list, and the bounds of what a configuration may add to it."""

import datetime
from typing import Any

import pytest

from policies.allow_list import Allowance, AllowList, refusal
from policies.data import CATALOGUE, load
from policies.exposure import PROTOCOLS, Exposure, beyond
from policies.networks import EVERYWHERE, parse
from policies.ports import ANY, NONE, SSH, Span
from policies.settings import settle

PING = Exposure("icmp", NONE, EVERYWHERE)
WIREGUARD = Exposure("udp", Span(51820, 51820), EVERYWHERE)
ROTATED = Exposure("udp", Span(51821, 51821), EVERYWHERE)


def https_from(*networks: str) -> Exposure:
    return Exposure("tcp", Span(443, 443), tuple(parse(network) for network in networks))


def allowance(protocol: str, port: str | None, *sources: str) -> Allowance:
    entry: dict[str, Any] = {"protocol": protocol, "sources": list(sources), "reason": "because it is a test"}
    return Allowance.read(entry | ({"port": port} if port else {}))


@pytest.mark.parametrize("role", [None, "data", "gateway", "edge", "app", "no such role"])
def test_every_role_may_be_pinged(role: str | None) -> None:
    assert beyond(PING, AllowList().of(role)) == []


@pytest.mark.parametrize("role", [None, "data", "edge", "app", "no such role"])
@pytest.mark.parametrize("port", [WIREGUARD, ROTATED])
def test_only_the_gateway_may_show_wireguard(role: str | None, port: Exposure) -> None:
    assert beyond(port, AllowList().of("gateway")) == []
    assert beyond(port, AllowList().of(role)) == [port]


@pytest.mark.parametrize("role", ["edge", "app"])
def test_https_is_for_the_edges_addresses_of_both_families(role: str) -> None:
    ranges = load(CATALOGUE, "cloudflare/ranges.yaml")
    edge = https_from(*ranges["ipv4"], *ranges["ipv6"])
    assert beyond(edge, AllowList().of(role)) == []
    assert beyond(edge, AllowList().of("gateway")) == beyond(edge, [])
    assert beyond(https_from("0.0.0.0/0"), AllowList().of(role)) != []


@pytest.mark.parametrize("role", [None, "data", "gateway", "edge", "app"])
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_no_role_shows_ssh_or_carries_it(role: str | None, protocol: str) -> None:
    if protocol == "icmp":
        return
    ports = Span(SSH, SSH) if protocol in ("tcp", "udp") else NONE
    for source in EVERYWHERE:
        opened = Exposure(protocol, ports, (source,))
        assert beyond(opened, AllowList().of(role)) == [opened]


def test_some_role_may_show_what_any_single_one_may() -> None:
    assert beyond(WIREGUARD, AllowList().of_any()) == []
    assert beyond(Exposure("tcp", ANY, EVERYWHERE), AllowList().of_any()) != []


def test_an_addition_holds_for_its_role_only_and_keeps_what_everyone_may() -> None:
    allow_list = AllowList([("web", allowance("tcp", "443", "anywhere"))])
    https = Exposure("tcp", Span(443, 443), EVERYWHERE)
    assert beyond(https, allow_list.of("web")) == beyond(PING, allow_list.of("web")) == []
    assert beyond(https, allow_list.of("app")) != []


@pytest.mark.parametrize(
    "added",
    [
        allowance("tcp", "443", "anywhere"),
        allowance("tcp", "80", "anywhere"),
        allowance("udp", "51821", "anywhere"),
        allowance("tcp", "8443", "198.51.100.0/24"),
        allowance("tcp", "8443", "2001:db8::/56"),
        allowance("icmp", None, "anywhere"),
    ],
)
def test_one_port_with_a_reason_may_be_added(added: Allowance) -> None:
    assert refusal(added) is None


@pytest.mark.parametrize(
    ("added", "why"),
    [
        (allowance("tcp", "22", "198.51.100.7"), "SSH is never public"),
        (allowance("tcp", "20-25", "198.51.100.7"), "more than one port"),
        (allowance("tcp", "any", "198.51.100.7"), "more than one port"),
        (allowance("udp", "60000-61000", "anywhere"), "more than one port"),
        (allowance("tcp", "2222", "anywhere"), "a TCP port other than 80 and 443"),
        (allowance("tcp", "2222", "cloudflare"), "a TCP port other than 80 and 443"),
        (allowance("tcp", "8443", "198.51.100.0/23"), "a TCP port other than 80 and 443"),
        (allowance("tcp", "8443", "::ffff:198.51.100.0/119"), "a TCP port other than 80 and 443"),
        (allowance("tcp", "8443", "198.51.100.0/24", "198.51.101.0/24"), "a TCP port other than 80 and 443"),
        (allowance("tcp", "8443", "173.245.48.0/24"), "Cloudflare's addresses on another port"),
        (allowance("gre", None, "198.51.100.7"), "gre carries any other protocol"),
        (allowance("esp", None, "anywhere"), "esp carries any other protocol"),
        (allowance("tcp", None, "anywhere"), "cannot be read: tcp needs a port"),
        (allowance("icmp", "8", "anywhere"), "cannot be read: icmp has no port"),
        (allowance("tcp", " 443", "anywhere"), "cannot be read"),
        (allowance("tcp", "443", "everybody"), "cannot be read"),
    ],
)
def test_nothing_that_could_be_ssh_may_be_added(added: Allowance, why: str) -> None:
    assert (refusal(added) or "").startswith(why)


def test_a_wide_network_that_is_split_over_allowances_counts_as_what_it_is() -> None:
    halves = [allowance("tcp", "8443", half) for half in ("198.51.100.0/24", "198.51.101.0/24")]
    assert (refusal(halves[0], halves) or "").startswith("a TCP port other than 80 and 443")
    elsewhere = [halves[0], allowance("tcp", "9443", "198.51.101.0/24"), allowance("tcp", "8443", "everybody")]
    assert refusal(halves[0], elsewhere) is None
    assert refusal(halves[0], [halves[0], allowance("tcp", "8443", "203.0.113.0/24")]) is None


@pytest.mark.parametrize(("role", "refused"), [("web", 2), ("shop", 0)])
def test_a_configuration_is_held_to_that_for_each_role(role: str, refused: int) -> None:
    halves = [
        (name, allowance("tcp", "8443", half)) for name, half in (("web", "198.51.100.0/24"), (role, "198.51.101.0/24"))
    ]
    settled = settle(datetime.date(2026, 11, 25), frozenset(), halves, ())
    assert len(settled.refused_additions) == refused
    assert len(settled.additions) == 2 - refused
