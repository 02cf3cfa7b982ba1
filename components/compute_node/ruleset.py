"""The nftables ruleset of a host: its exposures and its role's flows, and default drop. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address

from .._base import exposure, templates
from .._base.exposure import HttpsFromEdge, Ping, Ranges, WireGuardPort
from .._base.forward import Forward, Tunnel, reaching
from .._base.segment import Segment

METADATA = "169.254.169.254"
"""The vendor's metadata service: whoever reaches it reads the user data."""


@dataclass(frozen=True)
class People:
    """What a host admits from people in the tunnel."""

    address: IPv4Address
    """The host's own."""
    forwarding: Sequence[Forward] = ()
    """What goes on from a gateway, and what ends at the host itself."""
    tunnels: Sequence[Tunnel] = ()
    """The interfaces of a gateway. Any other host admits SSH from the whole tunnel range: the gateways have chosen."""


@dataclass(frozen=True)
class Admission:
    """One kind of traffic that a host accepts."""

    protocol: str
    port: str
    sources: tuple[str, ...]
    reason: str


def render(
    role: str,
    exposures: Sequence[WireGuardPort | HttpsFromEdge | Ping],
    edge: Ranges,
    segment: Segment,
    people: People,
    *,
    forwards: bool,
    containers: bool = False,
    first_boot: bool = False,
) -> str:
    """Return the ruleset of a host as a file for `nft -f`. Loading it again replaces only our own table.

    Args:
        role: of the host.
        exposures: what the internet may reach.
        edge: the edge's address ranges.
        segment: the network, with its flows.
        people: what is admitted from the tunnel.
        forwards: a gateway.
        containers: Docker runs on it; what it publishes is reached by whom exposures and flows name, and nobody else.
        first_boot: root may still read the metadata service, for cloud-init.

    """
    return templates.render(
        __package__,
        "ruleset.nft.j2",
        ip_range=segment.ip_range,
        tunnel_range=segment.tunnel_range,
        metadata=METADATA,
        forwards=forwards,
        containers=containers,
        first_boot=first_boot,
        address=people.address,
        forwarding=people.forwarding,
        reaching=reaching(people.forwarding, people.address),
        tunnels=people.tunnels,
        ping=any(isinstance(each, Ping) for each in exposures),
        families=[
            ("ip", admissions(exposures, edge, 4)),
            ("ip6", admissions(exposures, edge, 6)),
        ],
        flows=[(flow, segment.subnets[flow.source]) for flow in segment.flows if flow.target == role],
    )


def admissions(
    exposures: Sequence[WireGuardPort | HttpsFromEdge | Ping], edge: Ranges, version: int
) -> list[Admission]:
    """Return what a host accepts from the internet in one address family, ping aside."""
    mark = ":" if version == 6 else "."
    return [
        Admission(facts["protocol"], facts["port"], tuple(found), facts["kind"])
        for each in exposures
        for facts in [exposure.facts(each)]
        for found in [[source for source in exposure.sources(each, edge) if mark in source]]
        if "port" in facts and found
    ]
