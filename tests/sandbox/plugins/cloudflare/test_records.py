"""Records through the plugin: no change after any of them, drift is seen, and a lost answer makes no second one."""

from typing import Any

import grpc
import pytest

from sandbox.plugins.framework.values import plain_map
from tests.sandbox.plugins.cloudflare.conftest import Vendor, token_of

RECORDS: list[dict[str, Any]] = [
    {"type": "A", "name": "www.arqora.dev", "content": "203.0.113.5", "ttl": 1, "proxied": True, "comment": "origin"},
    {"type": "AAAA", "name": "www", "content": "2001:db8::5", "ttl": 300},
    {"type": "CNAME", "name": "blog.arqora.dev", "content": "WWW.Arqora.dev", "ttl": 1, "settings": {"ipv4Only": True}},
    {"type": "MX", "name": "@", "content": ".", "priority": 0, "ttl": 300},
    {"type": "TXT", "name": "arqora.dev", "content": '"v=spf1 -all"', "ttl": 300},
    {"type": "CAA", "name": "arqora.dev", "ttl": 300, "data": {"flags": "0", "tag": "issue", "value": "example.com"}},
    {"type": "SRV", "name": "_x._tcp", "ttl": 1, "data": {"priority": 1, "weight": 2, "port": 3, "target": "a.b.c"}},
    {"type": "HTTPS", "name": "@", "ttl": 1, "data": {"priority": 1, "target": ".", "value": 'alpn="h3"'}},
]
EACH = pytest.mark.parametrize("record", RECORDS, ids=[each["type"] for each in RECORDS])


@EACH
def test_nothing_changes_after_a_record_is_made(vendor: Vendor, record: dict[str, Any]) -> None:
    kept = vendor.make("DnsRecord", **record)
    assert kept.changes() == []
    assert kept.changes({**kept.inputs, "ttl": 7200}) == ["ttl"]
    kept.update({**kept.inputs, "ttl": 7200})
    kept.delete()
    assert vendor.results("/dns_records") == []


@EACH
def test_a_record_whose_making_nobody_heard_of_is_not_made_twice(vendor: Vendor, record: dict[str, Any]) -> None:
    vendor.fault(kind="drop_after", method="POST", path="/zones/.*/dns_records", count=1)
    kept = vendor.make("DnsRecord", **record)
    assert [each["id"] for each in vendor.results("/dns_records")] == [kept.resource_id]
    assert kept.changes() == []


def test_a_change_by_hand_is_seen_and_taken_back(vendor: Vendor) -> None:
    kept = vendor.make("DnsRecord", **RECORDS[0])
    path = f"/zones/{vendor.zone}/dns_records/{kept.resource_id}"
    assert vendor.call("PATCH", path, {"content": "203.0.113.99"}).ok
    assert kept.changes() == ["content"]
    kept.update(kept.inputs)
    assert vendor.results("/dns_records")[0]["content"] == "203.0.113.5"


def test_a_record_is_imported_by_its_zone_and_id(vendor: Vendor) -> None:
    kept = vendor.make("DnsRecord", **RECORDS[5])
    text = f"{vendor.zone}/{kept.resource_id}"
    found, outputs, inputs = vendor.plugin.read(token_of("DnsRecord"), text, {}, {})
    assert found == kept.resource_id
    assert plain_map(outputs)["content"] == '0 issue "example.com"'
    wanted = plain_map(inputs)
    assert (wanted["zoneId"], wanted["type"], wanted["data"]["tag"]) == (vendor.zone, "CAA", "issue")
    with pytest.raises(grpc.RpcError, match="write <zone_id>/<id>"):
        vendor.plugin.read(token_of("DnsRecord"), kept.resource_id, {}, {})


def test_what_the_vendor_refuses_is_said_with_its_number(vendor: Vendor) -> None:
    assert vendor.call("POST", f"/zones/{vendor.zone}/dns_records", RECORDS[0]).ok
    with pytest.raises(grpc.RpcError, match=r"An identical record already exists\. \(81058\)"):
        vendor.make("DnsRecord", **RECORDS[0])


def test_a_record_without_a_zone_is_refused_by_name(vendor: Vendor) -> None:
    with pytest.raises(grpc.RpcError, match="DnsRecord: zoneId is not set"):
        vendor.make("DnsRecord", **{**RECORDS[0], "zoneId": None})
