"""Pings addresses, both families."""

import os
import select
import socket
import struct
import time
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address

from operations.audit.probe.packets import checksum

TRIES = 3
PAUSE_SECONDS = 0.4
REQUEST = {4: 8, 6: 128}
REPLY = {4: 0, 6: 129}


def ping(addresses: Iterable[str]) -> set[str]:
    """Return which addresses answer, asking each a few times.

    Raises:
        PermissionError: without CAP_NET_RAW.

    """
    waiting = set(addresses)
    answered: set[str] = set()
    with (
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as four,
        socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as six,
    ):
        for attempt in range(TRIES):
            for each in waiting - answered:
                version = ip_address(each).version
                with suppress(OSError):  # there is no route
                    (four if version == 4 else six).sendto(request(version, attempt), (each, 0))
            until = time.monotonic() + PAUSE_SECONDS
            while waiting - answered and (left := until - time.monotonic()) > 0:
                for ready in select.select([four, six], [], [], left)[0]:
                    packet, (source, *_) = ready.recvfrom(2048)
                    if is_reply(packet, 4 if ready is four else 6):
                        answered.add(source)
    return answered & waiting


def identity() -> int:
    """Return the number that tells our replies from those to others."""
    return os.getpid() & 0xFFFF


def request(version: int, number: int) -> bytes:
    """Return an echo request; the kernel fills in the checksum of IPv6."""
    blank = struct.pack("!BBHHH", REQUEST[version], 0, 0, identity(), number) + bytes(24)
    return blank[:2] + struct.pack("!H", checksum(blank)) + blank[4:]


def is_reply(packet: bytes, version: int) -> bool:
    """Tell whether a packet is an answer to one of our requests."""
    message = packet[4 * (packet[0] & 15) :] if version == 4 else packet
    if len(message) < 8:
        return False
    kind, _, _, whose = struct.unpack_from("!BBHH", message)
    return bool(kind == REPLY[version] and whose == identity())
