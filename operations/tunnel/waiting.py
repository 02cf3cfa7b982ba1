"""Waits until gateways answer."""

import threading
import time
from collections.abc import Mapping, Sequence

from operations.tunnel import device, linking
from operations.tunnel.configuration import Link
from operations.tunnel.device import Device
from operations.tunnel.place import Place

POLL_SECONDS = 0.2
REDIAL_SECONDS = 2.0
"""Longer than any round trip, so that an answer on its way is still welcome."""
SETTLE_SECONDS = 3.0
"""How long the others may take once one gateway has answered: one that is lost must not cost the whole limit."""


def wait(
    place: Place,
    environment: str,
    links: Sequence[Link],
    *,
    wanted: Sequence[Link],
    seconds: float,
    over: threading.Event | None = None,
) -> list[Link]:
    """Return the links that are proven by a handshake, as soon as all are.

    Args:
        place: where the interfaces are.
        environment: its name.
        links: all that are up.
        wanted: of which one at least has to be proven; afterwards the rest gets a moment.
        seconds: to wait at most.
        over: ends the wait when it is set.

    """
    deadline = time.monotonic() + seconds
    redial_at = time.monotonic()
    while True:
        devices = device.present(place, environment)
        proven = [link for link in links if is_proven(devices, link)]
        now = time.monotonic()
        if len(proven) == len(links) or now > deadline or (over and over.is_set()):
            return proven
        if any(link in proven for link in wanted):
            deadline = min(deadline, now + SETTLE_SECONDS)
        if now >= redial_at:
            for link in links:
                if link not in proven:
                    linking.redial(place, link)
            redial_at = now + REDIAL_SECONDS
        time.sleep(POLL_SECONDS)


def is_proven(devices: Mapping[str, Device], link: Link) -> bool:
    """Tell whether a link's gateway has answered lately."""
    found = devices.get(link.name)
    return found is not None and found.proven()
