"""What a zone's names say, and that none of them tells where an origin is."""

from components.edge_zone import names
from components.edge_zone.records import TEXT_BYTES, Record
from tests.components.edge_zone.conftest import Edge


def found(args_records: tuple[Record, ...], kind: str) -> set[tuple[str, object]]:
    return {(each.name, each.content or each.data) for each in args_records if each.type == kind}


def test_a_zone_without_mail_says_so_in_every_way(edge: Edge) -> None:
    said = edge().records()
    assert found(said, "MX") == {("arqora.test", ".")}
    assert found(said, "TXT") == {
        ("arqora.test", '"v=spf1 -all"'),
        ("_dmarc.arqora.test", '"v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"'),
        ("*._domainkey.arqora.test", '"v=DKIM1; p="'),
    }


def test_mail_is_said_with_its_signature(edge: Edge) -> None:
    mail = {
        "exchangers": {"mx1.example.org": 10},
        "spf": "v=spf1 include:example.org -all",
        "dkim": {"s1": {"cname": "s1.dkim.example.org"}, "s2": {"text": "v=DKIM1; p=" + "A" * 300}},
    }
    args = edge(mail=mail)
    assert args.problems() == []
    assert found(args.records(), "MX") == {("arqora.test", "mx1.example.org")}
    assert found(args.records(), "CNAME") == {("s1._domainkey.arqora.test", "s1.dkim.example.org")}
    (long,) = (str(text) for name, text in found(args.records(), "TXT") if name == "s2._domainkey.arqora.test")
    assert all(len(part) <= TEXT_BYTES for part in long.strip('"').split('" "'))
    assert long.replace('" "', "").strip('"') == "v=DKIM1; p=" + "A" * 300


def test_no_record_that_leads_to_an_address_is_without_the_edge(edge: Edge) -> None:
    args = edge(redirects={"www": {"hosts": ["www"], "to": "@"}})
    leading = [each for each in args.records() if each.type in ("A", "AAAA", "CNAME")]
    assert {each.key for each in leading} == {"api-app-1-ipv4", "api-app-1-ipv6", "www-edge"}
    assert all(each.proxied and each.ttl == 1 for each in leading)


def test_the_edges_own_authorities_may_always_issue(edge: Edge) -> None:
    said = edge(issuance={"issuers": ["example-ca.org"], "report": "mailto:ops@arqora.example"}).records()
    data = [each.data for each in said if each.data]
    issuers = {each["value"] for each in data if each["tag"] == "issue"}
    assert {"letsencrypt.org", "pki.goog; cansignhttpexchanges=yes", "example-ca.org"} <= issuers
    assert {each["value"] for each in data if each["tag"] == "issuewild"} == issuers
    assert {"flags": 0, "tag": "iodef", "value": "mailto:ops@arqora.example"} in data


def test_a_name_that_only_leads_elsewhere_has_one_record(edge: Edge) -> None:
    twice = {"www": {"hosts": ["www"], "paths": ["/a"], "to": "@"}, "www-b": {"hosts": ["www"], "to": "api"}}
    args = edge(redirects=twice)
    assert [each.content for each in args.records() if each.name == "www.arqora.test"] == ["100::"]


def test_more_records_than_the_plan_has_are_refused(edge: Edge) -> None:
    many = {f"v{number}": {"text": f"v={number}"} for number in range(200)}
    assert any(line.startswith("records: 21") for line in edge(verifications=many).problems())
    assert edge(verifications=many, plan="pro").problems() == []


def test_the_apex_and_hosts_keep_their_keys_however_they_are_written(edge: Edge) -> None:
    short, long = edge(), edge(origins={"api.arqora.test": edge().origins["api"]})
    assert short.records() == long.records()
    assert names.key("@", "arqora.test") == "apex"
