"""Packet sockets that hear exactly the answers to our SYN packets, before any local firewall.

What opened a connection, what refused one and what said "unreachable" arrive at sockets of their own: a flood of
refusals cannot push an acceptance out of a full queue.
"""

import ctypes
import socket
import struct
from dataclasses import dataclass
from typing import Literal

from operations.audit.probe.packets import ACK, RST, SYN

Kind = Literal["open", "refused", "unreachable"]
PROTOCOLS = {4: 0x0800, 6: 0x86DD}
QUEUE_BYTES = 16 << 20
SO_ATTACH_FILTER, SO_RCVBUFFORCE, SOL_PACKET, PACKET_STATISTICS = 26, 33, 263, 6
Step = tuple[int, int, int, int]
"""An instruction of the classic packet filter: code, jump if true, jump if false, value."""
BYTE, HALF, BYTE_AT, HALF_AT, LENGTH_OF_IPV4 = 0x30, 0x28, 0x50, 0x48, 0xB1
EQUAL, ANY_OF, MASK, RETURN = 0x15, 0x45, 0x54, 0x06


@dataclass(frozen=True)
class Ear:
    """A socket, and what it means that something arrives there."""

    kind: Kind
    version: int
    socket: socket.socket

    def lost(self) -> int:
        """Return how many packets found its queue full since the last call."""
        _, dropped = struct.unpack("II", self.socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))
        return int(dropped)


def ears(interface: str, version: int, port: int) -> list[Ear]:
    """Return the sockets for one interface and family; `port` is where our SYN packets come from."""
    flags = (SYN | ACK, RST)
    programs: dict[Kind, list[Step]] = {
        "open": tcp4(port, flags[0]) if version == 4 else tcp6(port, flags[0]),
        "refused": tcp4(port, flags[1]) if version == 4 else tcp6(port, flags[1]),
        "unreachable": icmp4() if version == 4 else icmp6(),
    }
    return [Ear(kind, version, ear(interface, version, program)) for kind, program in programs.items()]


def ear(interface: str, version: int, program: list[Step]) -> socket.socket:
    """Return a socket on an interface that receives what a filter lets through."""
    opened = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
    text = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(text, len(text))
    opened.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HP", len(program), ctypes.addressof(buffer)))
    try:
        opened.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, QUEUE_BYTES)
    except PermissionError:  # in a container's user namespace: as much as anybody may have
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, QUEUE_BYTES)
    opened.bind((interface, PROTOCOLS[version]))
    opened.settimeout(0)
    return opened


def conditions(*steps: Step) -> list[Step]:
    """Return a program that keeps a packet if every comparison of the steps holds; `jf` 1 marks a comparison's exit."""
    out = len(steps) + 1
    exits = range(out - 1, 0, -1)
    wired = [(code, yes * far, no * far, value) for far, (code, yes, no, value) in zip(exits, steps, strict=False)]
    return [*wired, (RETURN, 0, 0, 0xFFFF), (RETURN, 0, 0, 0)]


def tcp4(port: int, flags: int) -> list[Step]:
    """Return a filter for TCP over IPv4 to a port with all of some flags."""
    return conditions(
        (BYTE, 0, 0, 9),
        (EQUAL, 0, 1, socket.IPPROTO_TCP),
        (HALF, 0, 0, 6),
        (ANY_OF, 1, 0, 0x1FFF),
        (LENGTH_OF_IPV4, 0, 0, 0),
        (HALF_AT, 0, 0, 2),
        (EQUAL, 0, 1, port),
        (BYTE_AT, 0, 0, 13),
        (MASK, 0, 0, flags),
        (EQUAL, 0, 1, flags),
    )


def tcp6(port: int, flags: int) -> list[Step]:
    """Return a filter for TCP over IPv6 without extension headers to a port with all of some flags."""
    return conditions(
        (BYTE, 0, 0, 6),
        (EQUAL, 0, 1, socket.IPPROTO_TCP),
        (HALF, 0, 0, 42),
        (EQUAL, 0, 1, port),
        (BYTE, 0, 0, 53),
        (MASK, 0, 0, flags),
        (EQUAL, 0, 1, flags),
    )


def icmp4() -> list[Step]:
    """Return a filter for "destination unreachable" of IPv4."""
    return conditions(
        (BYTE, 0, 0, 9),
        (EQUAL, 0, 1, socket.IPPROTO_ICMP),
        (LENGTH_OF_IPV4, 0, 0, 0),
        (BYTE_AT, 0, 0, 0),
        (EQUAL, 0, 1, 3),
    )


def icmp6() -> list[Step]:
    """Return a filter for "destination unreachable" of IPv6."""
    return conditions((BYTE, 0, 0, 6), (EQUAL, 0, 1, socket.IPPROTO_ICMPV6), (BYTE, 0, 0, 40), (EQUAL, 0, 1, 1))
