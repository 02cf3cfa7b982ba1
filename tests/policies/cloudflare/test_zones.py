"""Zones are told apart, and names in them are understood in each way of writing them."""

from policies.cloudflare.zones import Zone, judged, zones
from policies.resource import Resource, Stack
from tests.policies.inputs import Declare

ZONE, RECORD = "cloudflare:index/zone:Zone", "cloudflare:index/dnsRecord:DnsRecord"


def record(declare: Declare, zone: str, name: str) -> Resource:
    return declare(RECORD, name, {"zoneId": zone, "name": name, "type": "A"}, {})


def test_records_belong_to_the_zone_whose_identifier_they_name(declare: Declare) -> None:
    shop = declare(ZONE, "shop", {"name": "shop.example"}, {"id": "one"})
    www, other = record(declare, "one", "www"), record(declare, "two", "api")
    found = zones(Stack([shop, www, other]))
    assert [(zone.declared, zone.parts) for zone in found] == [(shop, (www,)), (None, (other,))]


def test_a_zone_of_which_there_are_only_records_is_not_judged(declare: Declare) -> None:
    assert list(judged(Stack([record(declare, "two", "api"), record(declare, "two", "www")]))) == []


def test_an_internal_zone_is_not_judged(declare: Declare) -> None:
    inside = declare(ZONE, "inside", {"name": "shop.internal", "type": "internal"}, {"id": "one"})
    assert list(judged(Stack([inside]))) == []


def test_names_are_completed_with_the_zone(declare: Declare) -> None:
    zone = Zone(declare(ZONE, "shop", {"name": "Shop.example."}, {}), ())
    for written in ("www", "www.shop.example", "WWW.shop.example."):
        assert zone.hostname(written) == "www.shop.example"
    assert zone.hostname("@") == "shop.example"


def test_the_name_of_an_undeclared_zone_is_what_all_names_end_in(declare: Declare) -> None:
    names = ("shop.example", "www.shop.example", "_dmarc.shop.example")
    assert Zone(None, tuple(record(declare, "one", name) for name in names)).name == "shop.example"
    assert Zone(None, (record(declare, "one", "a.example"), record(declare, "one", "b.example"))).name is None
