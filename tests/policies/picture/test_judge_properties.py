"""The judge agrees with asking packet by packet, whatever notation is used and however many firewalls there are.

What is generated are numbers; the vendor's notation is made from them, and the brute-force check never reads it back.
The packets that are asked about lie on and beside every border, so between two of them nothing changes.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf.struct_pb2 import Struct
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.allow_list import AllowList
from policies.hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from policies.networks import Block
from policies.picture.judge import Reached, Unseen, Way, beyond
from policies.picture.whole import exposures_of
from policies.resource import Resource, Stack
from tests.policies.inputs import wire_value

ALLOWED = AllowList()
STEADY = settings(derandomize=True, deadline=None, max_examples=250)
Packet = tuple[str, int, int, int]
"""Protocol, port (0 for those without), family, and address as a number."""


@dataclass(frozen=True)
class Net:
    """A network as numbers, host bits and all."""

    version: int
    number: int
    prefix: int

    @property
    def bits(self) -> int:
        return 32 if self.version == 4 else 128

    @property
    def first(self) -> int:
        return self.number >> (self.bits - self.prefix) << (self.bits - self.prefix)

    @property
    def last(self) -> int:
        return self.first + (1 << (self.bits - self.prefix)) - 1

    def spellings(self) -> list[str]:
        """Return notations that the vendor's provider reads as this network."""
        if self.version == 4:
            address = ipaddress.IPv4Address(self.number)
            mapped = ipaddress.IPv6Address(0xFFFF << 32 | self.number)
            texts = [
                f"{ipaddress.IPv4Address(self.first)}/{self.prefix}",
                f"{address}/{self.prefix:02}",
                f"::ffff:{address}/{self.prefix + 96}",
                f"{mapped.exploded.upper()}/{self.prefix + 96:03}",
            ]
            return [*texts, str(address)] if self.prefix == 32 else texts
        wide = ipaddress.IPv6Address(self.number)
        return [
            f"{ipaddress.IPv6Address(self.first)}/{self.prefix}",
            f"{wide}/{self.prefix:03}",
            f"{wide.exploded}/{self.prefix}",
            f"{str(wide).upper()}/{self.prefix}",
        ]


@dataclass(frozen=True)
class Rule:
    """A rule as numbers."""

    protocol: str
    first: int
    last: int
    nets: tuple[Net, ...]

    def lets_in(self, packet: Packet) -> bool:
        protocol, port, version, number = packet
        return (
            protocol == self.protocol
            and (protocol not in ("tcp", "udp") or self.first <= port <= self.last)
            and any(net.version == version and net.first <= number <= net.last for net in self.nets)
        )

    def ports(self) -> list[Any]:
        texts: list[Any] = [f"{self.first}-{self.last}"]
        if self.first == self.last:
            texts += [str(self.first), self.first]
        return [*texts, "any"] if (self.first, self.last) == (1, 65535) else texts

    def written(self, choice: int = 0) -> dict[str, Any]:
        """Return it as it stands in a program; the choice is which of the notations are used."""
        sources = [net.spellings()[choice % len(net.spellings())] for net in self.nets]
        ports = {"port": self.ports()[choice % len(self.ports())]} if self.protocol in ("tcp", "udp") else {}
        return {"direction": "in", "protocol": self.protocol, "sourceIps": sources, **ports}


CLOUDFLARE = [
    Net(4, int(ipaddress.IPv4Address("104.16.0.0")), 13),
    Net(6, int(ipaddress.IPv6Address("2606:4700::")), 32),
]
nets = st.one_of(
    st.sampled_from([Net(4, 0, 0), Net(6, 0, 0), *CLOUDFLARE]),
    st.builds(Net, st.just(4), st.integers(0, 2**32 - 1), st.integers(0, 32)),
    st.builds(Net, st.just(6), st.integers(0, 2**128 - 1).filter(lambda n: n >> 32 != 0xFFFF), st.integers(0, 128)),
    st.builds(lambda low, prefix: Net(4, (104 << 24) + low, prefix), st.integers(0, 2**24 - 1), st.integers(12, 32)),
)
spans = st.one_of(
    st.sampled_from([(443, 443), (51820, 51820), (51820, 51821), (22, 22), (1, 65535)]),
    st.tuples(st.integers(1, 65535), st.integers(1, 65535)).map(lambda pair: (min(pair), max(pair))),
)
rules = st.builds(
    lambda protocol, span, sources: Rule(protocol, span[0], span[1], tuple(sources)),
    st.sampled_from(["tcp", "tcp", "udp", "icmp", "gre", "esp"]),
    spans,
    st.lists(nets, min_size=1, max_size=3),
)
firewalls = st.lists(st.lists(rules, max_size=3), min_size=1, max_size=3)
roles = st.sampled_from([None, "gateway", "app", "data"])


def resource(token: str, name: str, inputs: dict[str, Any], identifier: int) -> Resource:
    declared, deployed = Struct(), Struct()
    declared.update({key: wire_value(value) for key, value in inputs.items()})
    deployed.update({"id": str(identifier)})
    return Resource(token, name, f"urn:pulumi:test::policies::{token}::{name}", declared=declared, deployed=deployed)


def stack(role: str | None, sets: Sequence[Sequence[dict[str, Any]]]) -> Stack:
    """Return a server with firewalls, each attached in another one of the ways that there are."""
    labels = {"door": "yes"} | ({"arqora.dev/role": role} if role else {})
    inline = [number for number in range(len(sets)) if number % 3 == 0]
    resources = [resource(SERVER, "server", {"labels": labels, "firewallIds": inline}, 100)]
    for number, written in enumerate(sets):
        applied = {"applyTos": [{"labelSelector": "door in (yes, open)"}]} if number % 3 == 1 else {}
        resources.append(resource(FIREWALL, f"firewall-{number}", {"rules": list(written), **applied}, number))
        if number % 3 == 2:
            attachment = {"firewallId": number, "serverIds": [100]}
            resources.append(resource(FIREWALL_ATTACHMENT, f"attachment-{number}", attachment, 200 + number))
    return Stack(resources)


def open_to(role: str | None, sets: Sequence[Sequence[dict[str, Any]]]) -> set[str]:
    """Return what the judge finds open beyond the allow-list, in words."""
    found = set()
    for each in exposures_of(stack(role, sets)):
        if isinstance(each, Unseen):
            found.add(each.why)
        elif each.way is Way.FIREWALL and (words := beyond(each, ALLOWED)):
            found.add(f"{each.at.name} {each.where} {words}")
    return found


def packets(role: str | None, sets: Sequence[Sequence[Rule]]) -> list[Packet]:
    """Return packets on and beside every border of the rules and of the allow-list."""
    every = [rule for written in sets for rule in written]
    allowed = ALLOWED.of(role)
    edges = {1, 65535, *(edge for rule in every for edge in (rule.first, rule.last))}
    edges |= {edge for each in allowed for edge in (each.ports.first, each.ports.last)}
    ports = {near for edge in edges for near in (edge - 1, edge, edge + 1) if 1 <= near <= 65535}
    blocks = {Block(net.version, net.first, net.last) for rule in every for net in rule.nets}
    borders = blocks | {block for each in allowed for block in each.sources}
    addresses = {
        (block.version, near)
        for block in borders
        for edge in (block.first, block.last)
        for near in (edge - 1, edge, edge + 1)
        if 0 <= near < 2 ** (32 if block.version == 4 else 128)
    }
    return [
        (protocol, port, version, number)
        for protocol in {rule.protocol for rule in every}
        for port in (ports if protocol in ("tcp", "udp") else [0])
        for version, number in addresses
    ]


def may_be_shown(role: str | None, packet: Packet) -> bool:
    """Tell whether the allow-list has this packet, address by address."""
    protocol, port, version, number = packet
    return any(
        each.protocol == protocol
        and each.ports.first <= port <= each.ports.last
        and any(block.version == version and block.first <= number <= block.last for block in each.sources)
        for each in ALLOWED.of(role)
    )


@STEADY
@given(roles, firewalls)
def test_a_server_is_a_violation_exactly_if_a_packet_gets_in_that_its_role_does_not_allow(
    role: str | None, sets: list[list[Rule]]
) -> None:
    too_much = any(
        not may_be_shown(role, packet)
        for packet in packets(role, sets)
        if any(rule.lets_in(packet) for written in sets for rule in written)
    )
    assert bool(open_to(role, [[rule.written() for rule in written] for written in sets])) == too_much


@STEADY
@given(roles, st.lists(rules, min_size=1, max_size=4))
def test_what_is_reached_is_exactly_what_some_rule_lets_in(role: str | None, written: list[Rule]) -> None:
    reached = [
        each.opened
        for each in exposures_of(stack(role, [[rule.written() for rule in written]]))
        if isinstance(each, Reached)
    ]
    for packet in packets(None, [written])[:400]:
        protocol, port, version, number = packet
        seen = any(
            opened.protocol == protocol
            and opened.ports.first <= port <= opened.ports.last
            and any(block.version == version and block.first <= number <= block.last for block in opened.sources)
            for opened in reached
        )
        assert seen == any(rule.lets_in(packet) for rule in written)


@STEADY
@given(roles, firewalls, st.integers(0, 11))
def test_any_other_spelling_of_networks_and_ports_gives_the_same_verdict(
    role: str | None, sets: list[list[Rule]], choice: int
) -> None:
    plain = open_to(role, [[rule.written() for rule in written] for written in sets])
    assert open_to(role, [[rule.written(choice) for rule in written] for written in sets]) == plain


@STEADY
@given(roles, firewalls, rules, st.integers(0, 2))
def test_one_more_rule_never_takes_a_violation_away(
    role: str | None, sets: list[list[Rule]], more: Rule, where: int
) -> None:
    before = [[rule.written() for rule in written] for written in sets]
    after = [
        [*written, more.written()] if number == where % len(sets) else written for number, written in enumerate(before)
    ]
    assert open_to(role, before) <= open_to(role, after)


@STEADY
@given(roles, firewalls, st.lists(rules, max_size=3))
def test_one_more_firewall_never_takes_a_violation_away(
    role: str | None, sets: list[list[Rule]], more: list[Rule]
) -> None:
    before = [[rule.written() for rule in written] for written in sets]
    assert open_to(role, before) <= open_to(role, [*before, [rule.written() for rule in more]])


@STEADY
@given(roles, rules, st.integers(1, 5))
def test_a_network_that_is_split_is_no_less_of_a_violation(role: str | None, rule: Rule, depth: int) -> None:
    split = [Rule(rule.protocol, rule.first, rule.last, tuple(_halves(net, depth))) for net in rule.nets]
    whole = open_to(role, [[rule.written()]])
    assert bool(open_to(role, [[each.written() for each in split]])) == bool(whole)
    assert bool(open_to(role, [[each.written()] for each in split])) == bool(whole)


def _halves(net: Net, depth: int) -> list[Net]:
    if not depth or net.prefix == net.bits:
        return [net]
    half = 1 << (net.bits - net.prefix - 1)
    return [
        *_halves(Net(net.version, net.first, net.prefix + 1), depth - 1),
        *_halves(Net(net.version, net.first + half, net.prefix + 1), depth - 1),
    ]
