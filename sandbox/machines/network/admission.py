"""What a server's cloud firewalls let pass, as statements of nftables: a pure function of their rules.

As at the vendor: rules only allow, several firewalls add up, no firewall at all lets everything pass, and what goes out
passes until one of them has a rule about what goes out.
"""

import re
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network
from typing import Literal

from sandbox.machines.picture import Rule

PORTS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
PROTOCOLS = {
    "icmp": {4: "icmp", 6: "ipv6-icmp"},
    "esp": {4: "esp", 6: "esp"},
    "gre": {4: "gre", 6: "gre"},
    "tcp": {4: "tcp", 6: "tcp"},
    "udp": {4: "udp", 6: "udp"},
}
"""One rule about ICMP is about both families."""

Firewalls = Sequence[Sequence[Rule]]
Direction = Literal["in", "out"]


def admitted(firewalls: Firewalls, direction: Direction) -> tuple[str, ...] | None:
    """Return one match for each thing that passes, or None if everything does.

    Raises:
        ValueError: a rule is none that the vendor would have taken.

    """
    rules = [rule for firewall in firewalls for rule in firewall if rule.direction == direction]
    if not rules and (direction == "out" or not firewalls):
        return None
    return tuple(dict.fromkeys(match for rule in rules for match in matches(rule)))


def matches(rule: Rule) -> Iterator[str]:
    """Yield a match for each family that a rule is about."""
    networks = [ip_network(each, strict=False) for each in rule.networks]
    side = "saddr" if rule.direction == "in" else "daddr"
    four = list(collapse_addresses(each for each in networks if isinstance(each, IPv4Network)))
    six = list(collapse_addresses(each for each in networks if isinstance(each, IPv6Network)))
    if four:
        yield f"{peers('ip', side, four)} {traffic(rule, 4)}"
    if six:
        yield f"{peers('ip6', side, six)} {traffic(rule, 6)}"


def peers(family: str, side: str, networks: Sequence[IPv4Network | IPv6Network]) -> str:
    """Return the match for addresses."""
    if networks[0].prefixlen == 0:
        return f"meta nfproto ipv{networks[0].version}"
    return f"{family} {side} {{ {', '.join(map(str, networks))} }}"


def traffic(rule: Rule, version: int) -> str:
    """Return the match for a protocol and its ports."""
    protocol = PROTOCOLS[rule.protocol][version]
    if rule.port is None or rule.port == "any":
        return f"meta l4proto {protocol}"
    found = PORTS.fullmatch(rule.port)
    if not found:
        raise ValueError(f"port {rule.port!r} of a cloud firewall: neither a number, a range such as 80-85 nor any")
    first, last = int(found[1]), int(found[2] or found[1])
    return f"{protocol} dport {first}" if first == last else f"{protocol} dport {first}-{last}"
