"""Which names the state of the edge makes known."""

from dataclasses import replace

import dns.name
import dns.rcode
from dns.rdatatype import RdataType

from sandbox.edge.names.publication import Publication, published
from tests.sandbox.edge import zones

EDGE = ("104.16.0.10", "104.16.0.11", "2606:4700::10")


def test_custom_domains_and_previews_of_workers_are_at_the_edge() -> None:
    names = published(zones.edge(zones.zone(domains={"shop.arqora.test": "shop"})))
    for each in ("shop.arqora.test", "front.arqora.workers.dev", "12345678-front.arqora.workers.dev"):
        assert names.addresses(each) == EDGE
    assert names.addresses("front.other.workers.dev") == ()


def test_a_zone_that_is_not_active_is_not_known() -> None:
    names = published(zones.edge(zones.zone(status="pending")))
    assert names.lookup(dns.name.from_text("www.arqora.test"), RdataType.A).code == dns.rcode.NXDOMAIN


def test_names_are_put_together_anew_only_when_the_state_changed() -> None:
    edge = zones.edge(zones.zone())
    states = iter([edge, edge, replace(edge)])
    publication = Publication(lambda: next(states), print)
    first, second, third = publication.names(), publication.names(), publication.names()
    assert (first is second, second is third) == (True, False)


def test_a_record_that_cannot_be_said_is_left_out_and_told_once() -> None:
    said = {"type": "A", "content": "203.0.113.7", "ttl": 1}
    records = [{**said, "name": "fine.arqora.test"}, {**said, "name": "broken.arqora.test", "content": "x"}]
    records.append({**said, "name": f"{'x' * 70}.arqora.test"})
    edge = zones.edge(zones.zone(records=tuple(records)))
    told: list[str] = []
    states = iter([edge, replace(edge)])
    publication = Publication(lambda: next(states), told.append)
    assert publication.names().addresses("fine.arqora.test") == ("203.0.113.7",)
    publication.names()
    assert sorted(each.split()[4][:6] for each in told) == ["broken", "xxxxxx"]
