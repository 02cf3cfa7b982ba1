"""One DNS message in, one out."""

import struct

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.opcode
import dns.rdatatype
import dns.rrset
from dns.message import Message
from dns.rcode import Rcode
from dns.rdataclass import RdataClass
from dns.rdatatype import RdataType

from sandbox.edge.names.lookup import Names

HEADER = struct.Struct("!HHHHHH")
RESPONSE = 0x8000
"""The bit QR (RFC 1035, 4.1.1)."""
SMALLEST, LARGEST = 512, 1232
"""Bytes of an answer over UDP: without EDNS, and at most (DNS flag day 2020)."""
OVER_TCP = 65535
TRANSFERS = (RdataType.AXFR, RdataType.IXFR)
ANYTHING = '"RFC8482" ""'
"""What the vendor answers to a question for everything (RFC 8482)."""
ANYTHING_SECONDS = 3789


def reply(wire: bytes, names: Names, *, udp: bool, known: bool = True) -> bytes | None:
    """Answer a message; None for what must not be answered.

    Args:
        wire: the message.
        names: what there is.
        udp: whether it came as a packet, so that the answer has to fit into one.
        known: whether it is one of those whom we answer. Others are told so.

    """
    if len(wire) < HEADER.size:
        return None
    number, flags, *_ = HEADER.unpack_from(wire)
    if flags & RESPONSE:
        return None
    try:
        query = dns.message.from_wire(wire)
    except (dns.exception.DNSException, ValueError):
        return HEADER.pack(number, RESPONSE | Rcode.FORMERR, 0, 0, 0, 0)
    answer = dns.message.make_response(query, recursion_available=True, our_payload=LARGEST)
    answer.set_rcode(refusal(query) if known else Rcode.REFUSED)
    if answer.rcode() == Rcode.NOERROR:
        fill(answer, names)
    return packed(answer, limit(query) if udp else OVER_TCP)


def refusal(query: Message) -> Rcode:
    """Return why a question is not answered, or NOERROR."""
    if query.opcode() != dns.opcode.QUERY:
        return Rcode.NOTIMP
    if len(query.question) != 1:
        return Rcode.FORMERR
    if query.edns > 0:
        return Rcode.BADVERS
    asked = query.question[0]
    return Rcode.REFUSED if asked.rdclass != RdataClass.IN or asked.rdtype in TRANSFERS else Rcode.NOERROR


def fill(answer: Message, names: Names) -> None:
    """Write what is known into an answer."""
    asked = answer.question[0]
    everything = asked.rdtype == RdataType.ANY
    said = names.lookup(asked.name, RdataType.HINFO if everything else asked.rdtype)
    answer.set_rcode(said.code)
    answer.answer, answer.authority = list(said.answers), list(said.authority)
    if everything and said.code == Rcode.NOERROR:
        answer.answer = [dns.rrset.from_text(asked.name, ANYTHING_SECONDS, "IN", "HINFO", ANYTHING)]
        answer.authority = []


def limit(query: Message) -> int:
    """Return how many bytes may go into one packet."""
    return min(max(SMALLEST, query.payload), LARGEST) if query.edns >= 0 else SMALLEST


def packed(answer: Message, size: int) -> bytes:
    """Return a message in bytes; without its content, and saying so, if that does not fit."""
    try:
        return answer.to_wire(max_size=size)
    except dns.exception.TooBig:
        answer.answer, answer.authority = [], []
        answer.flags |= dns.flags.TC
        return answer.to_wire(max_size=size)
