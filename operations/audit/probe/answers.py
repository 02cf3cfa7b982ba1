"""Reads what came back: which port of which address answered, and whether it answered us."""

import struct
from dataclasses import dataclass, field
from ipaddress import ip_address

from operations.audit.probe.packets import TCP, sequence


@dataclass
class Answers:
    """What one address answered."""

    open: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    """Refused with a reset, or by an "unreachable" from the address itself."""
    acknowledged: dict[int, int] = field(default_factory=dict)
    """Port -> the number that its acceptance acknowledges."""


def reply(packet: bytes, version: int, cookie: int) -> tuple[str, int, int] | None:
    """Return address, port and acknowledged number of a TCP packet that answers one of our SYN packets, else None."""
    start = 4 * (packet[0] & 15) if version == 4 else 40
    if len(packet) < start + 20:
        return None
    port, _, _, acknowledged = struct.unpack_from("!HHII", packet, start)
    if acknowledged != sequence(cookie, port) + 1 & 0xFFFFFFFF:
        return None
    return source(packet, version), port, acknowledged


def unreachable(packet: bytes, version: int, source_port: int, cookie: int) -> tuple[str, int] | None:
    """Return address and port where an address itself says that our SYN was rejected, else None.

    A router's "unreachable" is no answer of the address: nobody was reached.
    """
    quoted = packet[4 * (packet[0] & 15) + 8 :] if version == 4 else packet[48:]
    start = 4 * (quoted[0] & 15) if version == 4 and quoted else 40
    if len(quoted) < start + 8 or quoted[9 if version == 4 else 6] != TCP:
        return None
    ours, port, number = struct.unpack_from("!HHI", quoted, start)
    target = str(ip_address(quoted[16:20] if version == 4 else quoted[24:40]))
    if ours != source_port or number != sequence(cookie, port) or target != source(packet, version):
        return None
    return target, port


def source(packet: bytes, version: int) -> str:
    """Return where a packet comes from."""
    return str(ip_address(packet[12:16] if version == 4 else packet[8:24]))
