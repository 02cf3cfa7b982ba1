"""Reads what interfaces there are and how they do, from `wg show … dump`."""

import time
from dataclasses import dataclass

from operations.tunnel import naming
from operations.tunnel.place import Place

PROOF_SECONDS = 180
"""A session is refused when it is this old, and renewed every 120 s while somebody talks (REJECT_AFTER_TIME and
REKEY_AFTER_TIME, wireguard.com/protocol): a younger handshake proves that both ends have the right keys and meet."""


@dataclass(frozen=True)
class Device:
    """An interface of a peer with the one gateway behind it."""

    name: str
    endpoint: str
    """Where the gateway was last heard, or is dialled."""
    handshake: int
    """When, in seconds since 1970; 0 for never."""
    received: int
    sent: int
    """Bytes."""

    def age(self, now: float | None = None) -> float | None:
        """Return how many seconds ago the last handshake was; None if there was none."""
        return max(0.0, (time.time() if now is None else now) - self.handshake) if self.handshake else None

    def proven(self, now: float | None = None) -> bool:
        """Tell whether the gateway has answered lately."""
        age = self.age(now)
        return age is not None and age < PROOF_SECONDS


def present(place: Place, environment: str) -> dict[str, Device]:
    """Return the interfaces of an environment's tunnel that are up, by name."""
    names = place.run(["wg", "show", "interfaces"]).split()
    ours = [name for name in names if name.startswith(naming.prefix(environment))]
    return {name: parse(name, place.run(["wg", "show", name, "dump"])) for name in ours}


def parse(name: str, dump: str) -> Device:
    """Return an interface from the lines of `wg show NAME dump`; without its gateway it never had a handshake.

    The first line is about the interface, each further one about a peer: public key, pre-shared key, endpoint, allowed
    addresses, latest handshake, bytes received, bytes sent, keepalive (wg(8)).
    """
    for line in dump.splitlines()[1:]:
        _, _, endpoint, _, handshake, received, sent, _ = line.split("\t")
        return Device(name, endpoint, int(handshake), int(received), int(sent))
    return Device(name, "(none)", 0, 0, 0)
