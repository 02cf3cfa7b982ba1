"""What each role may show to the public internet: the default, and what a stack's configuration adds to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .data import CATALOGUE, PACKAGE, load
from .exposure import PORT_PROTOCOLS, Exposure
from .networks import EVERYWHERE, Block, merge, subtract
from .networks import parse as parse_network
from .ports import NONE, SSH
from .ports import parse as parse_ports

WEB_PORTS = (80, 443)
WIDEST_NAMED = {4: 1 << (32 - 24), 6: 1 << (128 - 56)}
"""Most addresses of one named source: a /24 or a /56. Wider ones are whole providers, where anybody can rent a host."""

ROLE_LABEL = "arqora.dev/role"


@dataclass(frozen=True)
class Allowance:
    """One exposure that is allowed, as it is written in roles.yaml and in the pack's configuration."""

    protocol: str
    sources: tuple[str, ...]
    """`anywhere`, `cloudflare`, or networks."""
    reason: str
    port: str | None = None
    """As the vendor writes it; required for tcp and udp, and for nothing else."""

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> "Allowance":
        """Return what is written; the shape has been held against the schema in `options.py`."""
        return cls(entry["protocol"], tuple(entry["sources"]), entry["reason"], entry.get("port"))

    def exposure(self) -> Exposure:
        """Return what it stands for.

        Raises:
            ValueError: the port or a source cannot be read.

        """
        with_ports = self.protocol in PORT_PROTOCOLS
        if with_ports != (self.port is not None):
            raise ValueError(f"{self.protocol} {'needs a' if with_ports else 'has no'} port")
        ports = parse_ports(self.port) if self.port is not None else NONE
        return Exposure(self.protocol, ports, tuple(block for source in self.sources for block in _blocks(source)))


class AllowList:
    """What each role may show."""

    def __init__(self, added: Iterable[tuple[str, Allowance]] = ()) -> None:
        default = load(PACKAGE, "roles.yaml")
        self._everyone = tuple(Allowance.read(entry).exposure() for entry in default["everyone"])
        self._roles: dict[str, tuple[Exposure, ...]] = {}
        for role, entries in default["roles"].items():
            for entry in entries:
                self._add(role, Allowance.read(entry))
        for role, allowance in added:
            self._add(role, allowance)

    def _add(self, role: str, allowance: Allowance) -> None:
        self._roles[role] = (*self._roles.get(role, self._everyone), allowance.exposure())

    def of(self, role: str | None) -> tuple[Exposure, ...]:
        """Return what a role may show; a role that is not listed, or none, may show what everyone may."""
        return self._roles.get(role, self._everyone) if role is not None else self._everyone

    def of_any(self) -> tuple[Exposure, ...]:
        """Return what some role may show."""
        return self._everyone + tuple(exposure for exposures in self._roles.values() for exposure in exposures)


def refusal(allowance: Allowance, beside: Iterable[Allowance] = ()) -> str | None:
    """Return why no configuration may add this allowance, or None.

    SSH is never public. Beyond that a configuration may open one UDP port, a web port to anybody, or one TCP port to
    few addresses; each with a reason that is printed on every run.

    Args:
        allowance: what is asked for.
        beside: what else is asked for the same role. A wide network that is split counts as what it is together.

    """
    try:
        exposure = allowance.exposure()
    except ValueError as error:
        return f"cannot be read: {error}"
    few_only = exposure.protocol == "tcp" and exposure.ports.first not in WEB_PORTS
    together = merge(block for each in (allowance, *beside) for block in _same(exposure, each))
    refusals = {
        f"{exposure.protocol} carries any other protocol, SSH included": exposure.protocol in ("gre", "esp"),
        "more than one port: name each one with its reason": exposure.ports.first != exposure.ports.last,
        "SSH is never public; people come through the WireGuard tunnel": exposure.protocol == "tcp"
        and SSH in exposure.ports,
        "a TCP port other than 80 and 443 for more than a /24 or a /56": few_only
        and any(block.last - block.first >= WIDEST_NAMED[block.version] for block in together),
        "Cloudflare's addresses on another port than 80 and 443: every customer of it comes from there": few_only
        and list(subtract(exposure.sources, _blocks("cloudflare"))) != merge(exposure.sources),
    }
    return next((why for why, applies in refusals.items() if applies), None)


def _same(exposure: Exposure, other: Allowance) -> tuple[Block, ...]:
    """Return whom another allowance lets reach the same port."""
    try:
        opened = other.exposure()
    except ValueError:
        return ()
    return opened.sources if (opened.protocol, opened.ports) == (exposure.protocol, exposure.ports) else ()


@cache
def _blocks(source: str) -> tuple[Block, ...]:
    if source == "anywhere":
        return EVERYWHERE
    if source == "cloudflare":
        ranges = load(CATALOGUE, "cloudflare/ranges.yaml")
        return tuple(parse_network(network) for network in (*ranges["ipv4"], *ranges["ipv6"]))
    return (parse_network(source),)
