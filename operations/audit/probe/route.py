"""How the kernel reaches an address: by which interface, link header and source address.

Asked by watching: the kernel sends one ordinary datagram to each address, and a packet socket sees it leave with
everything that routes, rules and neighbours made of it. SYN packets are then sent the same way below the host's
netfilter. So a scan of 65,535 ports leaves no entry in the connection table of the host it runs on: a table that a scan
filled would cut off the host's own traffic.
"""

import select
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from secrets import token_bytes

ALL_FRAMES = 0x0003
OUTGOING = 4
ETHERNET, LOOPBACK = 1, 772
"""Hardware types (if_arp.h) whose link header has 14 bytes."""
FAMILIES = {0x0800: 4, 0x86DD: 6}
DISCARD = 9
"""The port of the datagram; nothing answers there, and nothing has to."""
PATIENCE_SECONDS = 3.0
"""Until neighbours have answered; the kernel gives up after three requests, one a second."""


@dataclass(frozen=True)
class Route:
    """How packets to one address leave."""

    interface: str
    head: bytes
    """The link header."""
    source: bytes
    """Our address, packed."""

    @property
    def version(self) -> int:
        """4 or 6."""
        return 4 if len(self.source) == 4 else 6


def find(addresses: Iterable[str]) -> dict[str, Route]:
    """Return the route to each address. One that is missing cannot be sent anything: no route, or no neighbour.

    Raises:
        PermissionError: without CAP_NET_RAW nothing can be watched.

    """
    nonce = token_bytes(16)
    missing = set(addresses)
    found: dict[str, Route] = {}
    deadline = time.monotonic() + PATIENCE_SECONDS
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_FRAMES)) as watcher:
        while missing and time.monotonic() < deadline:
            missing -= {each for each in missing if not send(each, nonce)}
            again = time.monotonic() + 0.3
            while missing and select.select([watcher], [], [], max(0.0, again - time.monotonic()))[0]:
                frame, (interface, protocol, direction, hardware, _) = watcher.recvfrom(512)
                if direction == OUTGOING and protocol in FAMILIES and nonce in frame:
                    target, route = dissect(frame, interface, protocol, hardware)
                    found.setdefault(target, route)
                    missing.discard(target)
    return found


def send(address: str, nonce: bytes) -> bool:
    """Send one datagram; tell whether the kernel has a route for it."""
    family = socket.AF_INET if ip_address(address).version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as sender:
        try:
            sender.connect((address, DISCARD))
        except OSError:
            return False
        with suppress(OSError):
            sender.send(nonce)
    return True


def dissect(frame: bytes, interface: str, protocol: int, hardware: int) -> tuple[str, Route]:
    """Return where a frame went and how."""
    if hardware not in {ETHERNET, LOOPBACK}:
        msg = f"{interface}: hardware type {hardware} is no Ethernet; scan from a host with an Ethernet interface"
        raise ValueError(msg)
    head, packet = frame[:14], frame[14:]
    source, target = (packet[12:16], packet[16:20]) if FAMILIES[protocol] == 4 else (packet[8:24], packet[24:40])
    return str(ip_address(target)), Route(interface, head, source)


def lost_here() -> int:
    """Return how many packets this machine's kernel has thrown away for want of time since it started."""
    counters = Path("/proc/net/softnet_stat")
    lines = counters.read_text().splitlines() if counters.exists() else []
    return sum(int(line.split()[1], 16) for line in lines)
