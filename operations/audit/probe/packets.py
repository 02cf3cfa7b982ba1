"""SYN packets for all ports of an address, written at once.

Ports differ only in two fields: the destination port, and the low half of the sequence number, which is its complement.
The two add up to 0xffff, nothing in the one's complement sum, so that one checksum is right for all of them, and a
strided copy writes the lot (about 2 ms for 65,535). The high half of the sequence number is random: an answer has to
acknowledge it, so a stray packet is no answer.
"""

import struct
from collections.abc import Sequence

SYN, RST, ACK = 0x02, 0x04, 0x10
TCP = 6
NO_FRAGMENTS = 0x4000


def syns(
    head: bytes, source: bytes, target: bytes, *, source_port: int, ports: Sequence[int], cookie: int
) -> bytearray:
    """Return frames with a SYN for each port, one after the other, all of one length.

    Args:
        head: what comes before the IP header on this link.
        source: our address, packed.
        target: the other address, packed.
        source_port: where answers go.
        ports: what to ask.
        cookie: 16 random bits.

    """
    one = head + segment(source, target, (source_port, 0), cookie << 16 | 0xFFFF, flags=SYN)
    frames = bytearray(one * len(ports))
    start, stride = len(one) - 20, len(one)
    high, low = bytes(port >> 8 for port in ports), bytes(port & 0xFF for port in ports)
    complement = bytes(range(255, -1, -1))
    frames[start + 2 :: stride] = high
    frames[start + 3 :: stride] = low
    frames[start + 6 :: stride] = high.translate(complement)
    frames[start + 7 :: stride] = low.translate(complement)
    return frames


def sequence(cookie: int, port: int) -> int:
    """Return the sequence number of the SYN to a port."""
    return cookie << 16 | 0xFFFF - port


def segment(source: bytes, target: bytes, ports: tuple[int, int], number: int, *, flags: int) -> bytes:
    """Return an IP packet with a TCP header and no data; `ports` are ours and the other's."""
    blank = struct.pack("!HHIIBBHHH", *ports, number, 0, 5 << 4, flags, 1024, 0, 0)
    pseudo = source + target + struct.pack("!II", len(blank), TCP)
    header = blank[:16] + struct.pack("!H", checksum(pseudo + blank)) + blank[18:]
    return ip(source, target, len(header)) + header


def ip(source: bytes, target: bytes, length: int) -> bytes:
    """Return the IP header of a TCP segment, of the addresses' family."""
    if len(source) == 16:
        return struct.pack("!IHBB", 6 << 28, length, TCP, 64) + source + target
    blank = struct.pack("!BBHHHBBH", 0x45, 0, 20 + length, 0, NO_FRAGMENTS, 64, TCP, 0) + source + target
    return blank[:10] + struct.pack("!H", checksum(blank)) + blank[12:]


def checksum(data: bytes) -> int:
    """Return the internet checksum (RFC 1071) of an even number of bytes."""
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
