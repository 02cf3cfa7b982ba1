"""What the resolver says of names in zones with all kinds of records."""

from typing import Any

import dns.name
import dns.rcode
import dns.rdatatype
import pytest

from sandbox.edge.names.lookup import Names, Said
from sandbox.edge.names.zone import PublishedZone

EDGE_4, EDGE_6 = {"104.16.0.10", "104.16.0.11"}, {"2606:4700::10"}
LONG = "v=DKIM1; p=" + "A" * 400
Record = dict[str, Any]


def record(kind: str, name: str, content: str = "", *, proxied: bool = False, **more: Any) -> Record:
    return {"type": kind, "name": name, "content": content, "proxied": proxied, "ttl": 1, **more}


RECORDS = (
    record("CNAME", "arqora.test", "direct.arqora.test"),
    record("MX", "arqora.test", ".", priority=0),
    record("TXT", "arqora.test", "v=spf1 -all"),
    record("TXT", "arqora.test", '"quoted already"'),
    record("TXT", "key._domainkey.arqora.test", LONG),
    record("CAA", "arqora.test", '0 issue "pki.goog"', data={"flags": 0, "tag": "issue", "value": "pki.goog"}),
    record("A", "api.arqora.test", "203.0.113.7", proxied=True),
    record("AAAA", "api.arqora.test", "2001:db8::7", proxied=True),
    record("A", "direct.arqora.test", "203.0.113.8", ttl=60),
    record("CNAME", "docs.arqora.test", "direct.arqora.test"),
    record("CNAME", "shop.arqora.test", "shops.example", proxied=True),
    record("CNAME", "gone.arqora.test", "nobody.example"),
    record("CNAME", "round.arqora.test", "again.arqora.test"),
    record("CNAME", "again.arqora.test", "round.arqora.test"),
    record("A", "*.wild.arqora.test", "203.0.113.9"),
    record("SRV", "_x._tcp.arqora.test", data={"priority": 1, "weight": 2, "port": 3, "target": "direct.arqora.test"}),
    record("HTTPS", "svc.arqora.test", data={"priority": 1, "target": ".", "value": 'alpn="h2"'}),
    record("A", "broken.arqora.test", "not an address"),
)
NAMES = Names(
    [PublishedZone("arqora.test", ("ada.ns.cloudflare.com", "bob.ns.cloudflare.com"), RECORDS, ("www.arqora.test",))]
)


def ask(name: str, kind: str, names: Names = NAMES) -> Said:
    return names.lookup(dns.name.from_text(name), dns.rdatatype.from_text(kind))


def data(said: Said) -> set[str]:
    return {str(each) for found in said.answers for each in found}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("api.arqora.test", "A", EDGE_4),
        ("api.arqora.test", "AAAA", EDGE_6),
        ("shop.arqora.test", "A", EDGE_4),
        ("shop.arqora.test", "AAAA", EDGE_6),
        ("www.arqora.test", "AAAA", EDGE_6),
        ("direct.arqora.test", "A", {"203.0.113.8"}),
        ("DIRECT.Arqora.TEST", "A", {"203.0.113.8"}),
        ("arqora.test", "A", {"203.0.113.8"}),
        ("arqora.test", "MX", {"0 ."}),
        ("arqora.test", "TXT", {'"v=spf1 -all"', '"quoted already"'}),
        ("arqora.test", "CAA", {'0 issue "pki.goog"'}),
        ("arqora.test", "NS", {"ada.ns.cloudflare.com.", "bob.ns.cloudflare.com."}),
        ("any.wild.arqora.test", "A", {"203.0.113.9"}),
        ("a.b.wild.arqora.test", "A", {"203.0.113.9"}),
        ("_x._tcp.arqora.test", "SRV", {"1 2 3 direct.arqora.test."}),
        ("svc.arqora.test", "HTTPS", {'1 . alpn="h2"'}),
        ("docs.arqora.test", "A", {"direct.arqora.test.", "203.0.113.8"}),
        ("docs.arqora.test", "CNAME", {"direct.arqora.test."}),
    ],
)
def test_a_name_is_answered_as_the_vendor_answers_it(name: str, kind: str, expected: set[str]) -> None:
    said = ask(name, kind)
    assert (said.code, data(said)) == (dns.rcode.NOERROR, expected)


def test_a_proxied_name_reveals_neither_its_origin_nor_that_it_is_an_alias() -> None:
    shown = {
        each
        for kind in ("A", "AAAA", "CNAME", "TXT")
        for name in ("api", "shop")
        for each in data(ask(f"{name}.arqora.test", kind))
    }
    assert shown == EDGE_4 | EDGE_6


def test_a_long_text_is_told_in_strings_of_at_most_255_bytes() -> None:
    (said,) = (each for found in ask("key._domainkey.arqora.test", "TXT").answers for each in found)
    assert (b"".join(said.strings).decode(), max(map(len, said.strings))) == (LONG, 255)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("absent.arqora.test", "A", dns.rcode.NXDOMAIN),
        ("broken.arqora.test", "A", dns.rcode.NXDOMAIN),
        ("direct.arqora.test", "MX", dns.rcode.NOERROR),
        ("wild.arqora.test", "A", dns.rcode.NOERROR),
        ("_tcp.arqora.test", "A", dns.rcode.NOERROR),
        ("arqora.test", "AAAA", dns.rcode.NOERROR),
        ("arqora.test", "CNAME", dns.rcode.NOERROR),
    ],
)
def test_no_such_name_and_nothing_of_that_kind_are_told_apart_and_both_name_the_zone(
    name: str, kind: str, code: dns.rcode.Rcode
) -> None:
    said = ask(name, kind)
    assert (said.code, said.answers) == (code, ())
    assert [each.name.to_text() for each in said.authority] == ["arqora.test."]


@pytest.mark.parametrize("name", ["example.com", "test", ".", "notarqora.test"])
def test_names_of_nobody_do_not_exist(name: str) -> None:
    assert ask(name, "A") == Said(dns.rcode.NXDOMAIN)


def test_an_alias_that_leads_out_of_what_is_known_says_so() -> None:
    said = ask("gone.arqora.test", "A")
    assert (said.code, data(said)) == (dns.rcode.NXDOMAIN, {"nobody.example."})


def test_aliases_that_go_round_are_a_failure() -> None:
    assert ask("round.arqora.test", "A").code == dns.rcode.SERVFAIL


def test_an_apex_whose_alias_leads_nowhere_has_no_address_but_exists() -> None:
    names = Names([PublishedZone("arqora.test", (), [record("CNAME", "arqora.test", "nobody.example")])])
    assert (ask("arqora.test", "A", names).code, ask("arqora.test", "A", names).answers) == (dns.rcode.NOERROR, ())


def test_if_one_address_of_a_name_is_proxied_all_are() -> None:
    records = [record("A", "api.arqora.test", f"203.0.113.{n}", proxied=n == 8) for n in (7, 8)]
    assert data(ask("api.arqora.test", "A", Names([PublishedZone("arqora.test", (), records)]))) == EDGE_4


def test_of_a_paused_zone_nothing_is_at_the_edge() -> None:
    names = Names(
        [PublishedZone("arqora.test", (), [record("A", "api.arqora.test", "203.0.113.7", proxied=True)], paused=True)]
    )
    assert data(ask("api.arqora.test", "A", names)) == {"203.0.113.7"}


def test_the_apex_keeps_its_name_where_it_tells_its_aliass_address() -> None:
    assert [each.name.to_text() for each in ask("arqora.test", "A").answers] == ["arqora.test."]
