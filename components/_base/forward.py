"""What people in the tunnel may reach inside, as the rulesets of the hosts admit it. Plain values.

The gateway says it, because it knows who has which address; every host enforces it: a gateway where it forwards and
where it is the target itself, every other host where it is the target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import Any, Literal

SSH = "22"
"""Every host admits it from the whole tunnel range; the gateway alone decides who of the tunnel gets that far."""


@dataclass(frozen=True)
class Tunnel:
    """An interface of a gateway on which people come in, and all their addresses on it.

    A packet from these addresses on another interface is forged, and so is one from other addresses on this interface.
    """

    interface: str
    """Such as `wg0`."""
    network: IPv4Network
    """The addresses of the gateway itself and of its peers on this interface."""


@dataclass(frozen=True)
class Forward:
    """One kind of traffic from people in the tunnel to hosts inside."""

    sources: tuple[str, ...]
    """Addresses in the tunnel, such as `10.99.20.2/32`. Never empty."""
    targets: tuple[str, ...]
    """Private subnets, such as `10.20.3.0/24`. Never empty."""
    protocol: Literal["tcp", "udp"]
    ports: tuple[str, ...]
    """Ports and ranges such as `8000-8010`: the elements of a set. Never empty."""
    reason: str
    """Printable, without quotes: it stands as comment in the rulesets."""

    def facts(self) -> dict[str, Any]:
        """Return it as the plain facts that a policy, an audit or a report reads."""
        return {
            "sources": list(self.sources),
            "targets": list(self.targets),
            "protocol": self.protocol,
            "ports": list(self.ports),
            "reason": self.reason,
        }


def reaching(forwards: Sequence[Forward], address: IPv4Address) -> tuple[Forward, ...]:
    """Return what of it has a host as its target."""
    return tuple(each for each in forwards if any(address in IPv4Network(target) for target in each.targets))


def beside_ssh(forwards: Sequence[Forward]) -> tuple[Forward, ...]:
    """Return it without SSH, for hosts that admit SSH from the whole tunnel range anyway.

    So somebody who gets nothing but SSH is added at the gateways, and no other host changes.
    """
    left = []
    for each in forwards:
        ports = tuple(port for port in each.ports if (each.protocol, port) != ("tcp", SSH))
        if ports:
            left.append(Forward(each.sources, each.targets, each.protocol, ports, each.reason))
    return tuple(left)
