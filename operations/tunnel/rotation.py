"""Who has come in at which interface of a gateway: the proof that an old key can go."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from operations.errors import OperationError
from operations.hosts import Host
from operations.tunnel.facts import Ingress, Tunnel

COMMAND = ("sudo", "-n", "wg", "show", "all", "latest-handshakes")
"""Prints interface, public key and time; `dump` would print private and pre-shared keys as well."""


@dataclass(frozen=True)
class Arrival:
    """One peer at one interface of a gateway."""

    peer: str
    interface: str
    handshake: int
    """When it was last there, in seconds since 1970; 0 for never since the interface came up."""

    def age(self, now: float | None = None) -> float | None:
        """Return how many seconds ago it was there; None for never."""
        return max(0.0, (time.time() if now is None else now) - self.handshake) if self.handshake else None


def arrivals(tunnel: Tunnel, gateway: str, host: Host) -> list[Arrival]:
    """Ask a gateway who has come in, at each of its interfaces.

    Raises:
        OperationError: there is no such gateway.
        HostError: it was not reached, or did not answer.

    """
    ingresses = tunnel.gateway(gateway)
    seen = parse(host.check(COMMAND, "asking who has come in"))
    return [arrival for ingress in ingresses for arrival in at(ingress, tunnel, seen)]


def at(ingress: Ingress, tunnel: Tunnel, seen: Mapping[tuple[str, str], int]) -> list[Arrival]:
    """Return every peer that an interface admits, with when it was last there."""
    return [
        Arrival(peer, ingress.interface, seen.get((ingress.interface, tunnel.peer(peer).public_key), 0))
        for peer in ingress.addresses
    ]


def parse(printed: str) -> dict[tuple[str, str], int]:
    """Return the times of handshakes by interface and public key."""
    fields = [line.split("\t") for line in printed.splitlines() if line]
    return {(interface, key): int(when) for interface, key, when in fields}


def require_overlap(tunnel: Tunnel, gateway: str) -> None:
    """Refuse a gateway that has one interface: no key of it is being changed.

    Raises:
        OperationError: it has one.

    """
    ingresses = tunnel.gateway(gateway)
    if len(ingresses) < 2:
        msg = f"{gateway}: it has one interface, {ingresses[0].interface}: no key is being changed"
        raise OperationError(msg)


def behind(tunnel: Tunnel, gateway: str, found: list[Arrival]) -> list[str]:
    """Return the peers that have never come in at the newest interface of a gateway."""
    newer = tunnel.gateway(gateway)[-1].interface
    return [each.peer for each in found if each.interface == newer and not each.handshake]
