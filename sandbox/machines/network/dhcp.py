"""A DHCP server for one interface (RFC 2131): it knows a single client, whatever that claims to be."""

import struct
from dataclasses import dataclass
from ipaddress import IPv4Address

from sandbox.machines.network.lease import Lease
from sandbox.machines.network.lease_options import encoded

HEADER = struct.Struct("!4BIHH4s4s4s4s16s64s128s")
COOKIE = b"\x63\x82\x53\x63"
NOBODY = bytes(4)
EVERYBODY = "255.255.255.255"
DISCOVER, OFFER, REQUEST, ACK, NAK = 1, 2, 3, 5, 6
REQUESTED_ADDRESS, MESSAGE_TYPE, SERVER, PAD, END = 50, 53, 54, 0, 255
LEAST_BYTES = 300
"""What old clients expect (RFC 1542, section 2.1)."""


@dataclass(frozen=True)
class Reply:
    """What to send, and where to."""

    packet: bytes
    destination: str


@dataclass(frozen=True)
class Question:
    """What a client sent."""

    hardware_kind: int
    hardware_length: int
    hardware: bytes
    transaction: int
    flags: int
    own: bytes
    """The address it has already, or zeros."""
    options: dict[int, bytes]

    @property
    def kind(self) -> int:
        """The message's type, or 0."""
        return int.from_bytes(self.options.get(MESSAGE_TYPE, b""), "big")


def answer(packet: bytes, lease: Lease) -> Reply | None:
    """Return the reply to a packet, or None if there is none: it is no question, or one for another server."""
    question = read(packet)
    address, server = IPv4Address(lease.address).packed, IPv4Address(lease.server).packed
    if question is None or question.options.get(SERVER, server) != server:
        return None
    if question.kind == DISCOVER:
        return Reply(write(question, OFFER, lease), EVERYBODY)
    if question.kind != REQUEST:
        return None
    if question.options.get(REQUESTED_ADDRESS, question.own) != address:
        return Reply(write(question, NAK, lease), EVERYBODY)
    return Reply(write(question, ACK, lease), lease.address if question.own == address else EVERYBODY)


def read(packet: bytes) -> Question | None:
    """Return the question that a packet holds, or None if it holds none."""
    start = HEADER.size + len(COOKIE)
    if len(packet) < start or packet[HEADER.size : start] != COOKIE or packet[0] != 1:
        return None
    _, kind, length, _, transaction, _, flags, own, _, _, _, hardware, _, _ = HEADER.unpack_from(packet)
    options: dict[int, bytes] = {}
    rest = packet[start:]
    while rest and rest[0] != END:
        if rest[0] == PAD:
            rest = rest[1:]
        elif len(rest) < 2 or len(rest) < 2 + rest[1]:
            return None
        else:
            options[rest[0]] = rest[2 : 2 + rest[1]]
            rest = rest[2 + rest[1] :]
    return Question(kind, length, hardware, transaction, flags, own, options)


def write(question: Question, kind: int, lease: Lease) -> bytes:
    """Return a packet that answers a question."""
    refused = kind == NAK
    header = HEADER.pack(
        2,
        question.hardware_kind,
        question.hardware_length,
        0,
        question.transaction,
        0,
        question.flags,
        question.own if kind == ACK else NOBODY,
        NOBODY if refused else IPv4Address(lease.address).packed,
        NOBODY,
        NOBODY,
        question.hardware,
        b"",
        b"",
    )
    told = {MESSAGE_TYPE: bytes([kind]), SERVER: IPv4Address(lease.server).packed}
    if not refused:
        told |= encoded(lease)
    body = b"".join(bytes([code, len(value)]) + value for code, value in told.items())
    return (header + COOKIE + body + bytes([END])).ljust(LEAST_BYTES, b"\0")
