"""Messages as they are on the wire."""

import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdataclass
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.edge.names.lookup import Names
from sandbox.edge.names.messages import reply
from sandbox.edge.names.zone import PublishedZone

RECORDS = [
    {"type": "A", "name": "direct.arqora.test", "content": "203.0.113.8", "ttl": 60},
    *({"type": "TXT", "name": "long.arqora.test", "content": f"{n}-" + "x" * 200, "ttl": 60} for n in range(10)),
]
NAMES = Names([PublishedZone("arqora.test", ("ada.ns.cloudflare.com",), RECORDS)])


def exchanged(query: dns.message.Message, *, udp: bool = True, known: bool = True) -> dns.message.Message:
    wire = reply(query.to_wire(), NAMES, udp=udp, known=known)
    assert wire is not None
    return dns.message.from_wire(wire)


def test_an_answer_is_that_of_a_resolver_which_owns_nothing() -> None:
    answer = exchanged(dns.message.make_query("direct.arqora.test", "A"))
    assert answer.flags & dns.flags.RA
    assert not answer.flags & dns.flags.AA
    assert answer.answer[0].to_text() == "direct.arqora.test. 60 IN A 203.0.113.8"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (dns.message.make_query("direct.arqora.test", "A", dns.rdataclass.CH), dns.rcode.REFUSED),
        (dns.message.make_query("arqora.test", "AXFR"), dns.rcode.REFUSED),
        (dns.message.make_query("direct.arqora.test", "A", use_edns=1), dns.rcode.BADVERS),
        (dns.message.Message(), dns.rcode.FORMERR),
    ],
)
def test_what_a_resolver_does_not_do_is_refused_by_its_code(query: dns.message.Message, code: dns.rcode.Rcode) -> None:
    assert exchanged(query).rcode() == code


def test_another_kind_of_request_is_not_implemented() -> None:
    query = dns.message.make_query("direct.arqora.test", "A")
    query.set_opcode(dns.opcode.STATUS)
    assert exchanged(query).rcode() == dns.rcode.NOTIMP


def test_whom_it_does_not_serve_it_refuses() -> None:
    answer = exchanged(dns.message.make_query("direct.arqora.test", "A"), known=False)
    assert (answer.rcode(), answer.answer) == (dns.rcode.REFUSED, [])


def test_a_question_for_everything_is_answered_with_little() -> None:
    answer = exchanged(dns.message.make_query("direct.arqora.test", "ANY"))
    assert [each.to_text() for each in answer.answer] == ['direct.arqora.test. 3789 IN HINFO "RFC8482" ""']
    assert exchanged(dns.message.make_query("absent.arqora.test", "ANY")).rcode() == dns.rcode.NXDOMAIN


@pytest.mark.parametrize("payload", [0, 4096])
def test_what_does_not_fit_into_a_packet_says_so_and_comes_whole_over_tcp(payload: int) -> None:
    query = dns.message.make_query("long.arqora.test", "TXT", use_edns=0 if payload else False, payload=payload or None)
    short = exchanged(query)
    assert short.flags & dns.flags.TC
    assert short.answer == []
    assert len(exchanged(query, udp=False).answer[0]) == 10


@pytest.mark.parametrize(
    "wire",
    [b"", b"\0" * 11, dns.message.make_response(dns.message.make_query("x", "A")).to_wire()],
    ids=["nothing", "too short", "an answer"],
)
def test_what_is_no_question_gets_no_answer(wire: bytes) -> None:
    assert reply(wire, NAMES, udp=True) is None


@given(wire=st.binary(max_size=64), at=st.integers(0, 40), udp=st.booleans())
@settings(deadline=None)
def test_whatever_comes_is_answered_or_not_but_breaks_nothing(wire: bytes, at: int, udp: bool) -> None:
    whole = dns.message.make_query("direct.arqora.test", "A", use_edns=0).to_wire()
    for each in (wire, whole[:at] + wire + whole[at + len(wire) :]):
        answer = reply(each, NAMES, udp=udp)
        assert answer is None or answer[:2] == each[:2]


def test_a_question_that_cannot_be_read_is_a_format_error() -> None:
    wire = reply(dns.message.make_query("direct.arqora.test", "A").to_wire()[:-3], NAMES, udp=True)
    assert wire is not None
    assert dns.message.from_wire(wire).rcode() == dns.rcode.FORMERR
