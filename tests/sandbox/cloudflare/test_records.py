"""Records: what is stored, what is completed, and which cannot stand beside which."""

from typing import Any

import pytest
from cloudflare import BadRequestError, Cloudflare, NotFoundError

from tests.sandbox.cloudflare.conftest import Call


def test_the_official_client_sees_what_it_made(client: Cloudflare, zone: str) -> None:
    made = client.dns.records.create(zone_id=zone, type="A", name="www", content="192.0.2.7", ttl=1, proxied=True)
    assert made
    listed = list(client.dns.records.list(zone_id=zone))
    assert [(each.name, each.content, each.proxied) for each in listed] == [("www.arqora.dev", "192.0.2.7", True)]
    changed = client.dns.records.edit(made.id, zone_id=zone, type="A", name="www", ttl=1, content="192.0.2.8")
    assert changed
    assert (changed.content, changed.proxied) == ("192.0.2.8", True)
    client.dns.records.delete(made.id, zone_id=zone)
    with pytest.raises(NotFoundError, match="81044"):
        client.dns.records.get(made.id, zone_id=zone)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({"type": "A", "content": "192.0.2.7"}, {"type": "A", "content": "192.0.2.7"}, 81058),
        ({"type": "A", "content": "192.0.2.7"}, {"type": "CNAME", "content": "example.com"}, 81053),
        ({"type": "CNAME", "content": "example.com"}, {"type": "A", "content": "192.0.2.7"}, 81054),
        ({"type": "CNAME", "content": "example.com"}, {"type": "TXT", "content": '"a"'}, 81054),
    ],
)
def test_records_that_exclude_each_other_are_refused(
    call: Call, zone: str, first: dict[str, Any], second: dict[str, Any], code: int
) -> None:
    path = f"/zones/{zone}/dns_records"
    assert call("POST", path, {"name": "www", **first}).ok
    answer = call("POST", path, {"name": "www", **second})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert call("GET", path).json()["result_info"]["total_count"] == 1


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"type": "A", "content": "2001:db8::1"}, 9005),
        ({"type": "AAAA", "content": "192.0.2.7"}, 9006),
        ({"type": "TXT", "content": '"a"', "proxied": True}, 9004),
        ({"type": "A", "content": "192.0.2.7", "ttl": 30}, 9021),
        ({"type": "MX", "content": "mail.example.com"}, 1004),
        ({"type": "NOPE", "content": "x"}, 1004),
    ],
)
def test_what_is_no_record_is_refused(call: Call, zone: str, record: dict[str, Any], code: int) -> None:
    answer = call("POST", f"/zones/{zone}/dns_records", {"name": "www", **record})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_the_parts_of_a_caa_record_become_its_content(call: Call, zone: str) -> None:
    data = {"flags": 0, "tag": "issue", "value": "letsencrypt.org"}
    answer = call("POST", f"/zones/{zone}/dns_records", {"type": "CAA", "name": "@", "data": data}).json()["result"]
    assert (answer["name"], answer["content"]) == ("arqora.dev", '0 issue "letsencrypt.org"')


@pytest.mark.parametrize(
    ("kind", "data", "content"),
    [
        ("SRV", {"port": 5060, "weight": 5, "priority": 10, "target": "sip.example.com"}, "10 5 5060 sip.example.com"),
        ("TLSA", {"usage": 3, "selector": 1, "matching_type": 1, "certificate": "ab"}, "3 1 1 ab"),
        ("HTTPS", {"priority": 1, "target": ".", "value": 'alpn="h3,h2"'}, '1 . alpn="h3,h2"'),
        ("URI", {"weight": 1, "target": "https://example.com/"}, '7 1 "https://example.com/"'),
        (
            "LOC",
            {
                "lat_degrees": 52,
                "lat_seconds": 23.5,
                "lat_direction": "N",
                "long_degrees": 4,
                "long_direction": "E",
                "altitude": -2,
            },
            "52 0 23.500 N 4 0 0.000 E -2.00m 0.00m 0.00m 0.00m",
        ),
    ],
)
def test_parts_become_the_content_in_the_order_of_a_zone_file(
    call: Call, zone: str, kind: str, data: dict[str, Any], content: str
) -> None:
    body = {"type": kind, "name": "@", "data": data, "priority": 7}
    assert call("POST", f"/zones/{zone}/dns_records", body).json()["result"]["content"] == content


def test_a_part_that_is_missing_is_named(call: Call, zone: str) -> None:
    answer = call("POST", f"/zones/{zone}/dns_records", {"type": "SRV", "name": "@", "data": {"port": 1}})
    assert answer.status_code == 400
    assert "data.priority" in answer.json()["errors"][0]["message"]


def test_a_plan_has_its_limits(call: Call, zone: str) -> None:
    path, record = f"/zones/{zone}/dns_records", {"type": "A", "content": "192.0.2.7"}
    assert call("POST", path, {**record, "name": "a", "comment": "x" * 101}).status_code == 400
    assert call("POST", path, {**record, "name": "a", "tags": ["a:b"]}).json()["errors"][0]["code"] == 9300
    for number in range(200):
        assert call("POST", path, {**record, "name": f"n{number}"}).ok
    assert call("POST", path, {**record, "name": "a"}).json()["errors"][0]["code"] == 81045
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": "pro"}).ok
    assert call("POST", path, {**record, "name": "a", "comment": "x" * 101}).ok


def test_pages_hold_each_record_once(client: Cloudflare, zone: str) -> None:
    for number in range(7):
        client.dns.records.create(zone_id=zone, type="A", name=f"a{number}", content="192.0.2.7", ttl=1)
    names = [each.name for each in client.dns.records.list(zone_id=zone, per_page=3)]
    assert names == [f"a{number}.arqora.dev" for number in range(7)]


def test_a_change_to_a_broken_record_leaves_the_old_one(client: Cloudflare, zone: str) -> None:
    made = client.dns.records.create(zone_id=zone, type="A", name="www", content="192.0.2.7", ttl=1)
    assert made
    with pytest.raises(BadRequestError):
        client.dns.records.edit(made.id, zone_id=zone, type="A", name="www", ttl=1, content="nonsense")
    kept = client.dns.records.get(made.id, zone_id=zone)
    assert kept
    assert kept.content == "192.0.2.7"
