"""Zones, tokens, the rate limit, faults and the ranges."""

import time

import pytest
import requests
from cloudflare import BadRequestError, Cloudflare, PermissionDeniedError

from tests.sandbox.cloudflare.conftest import ACCOUNT, READ_ONLY, Call


def test_a_zone_is_pending_until_its_name_servers_were_asked(client: Cloudflare, zone: str) -> None:
    found = client.zones.get(zone_id=zone)
    assert found
    assert found.status == "pending"
    client.zones.activation_check.trigger(zone_id=zone)
    assert [each.status for each in client.zones.list(name="arqora.dev")] == ["active"]


def test_the_same_name_is_not_given_twice(client: Cloudflare, zone: str) -> None:
    with pytest.raises(BadRequestError, match="1061"):
        client.zones.create(account={"id": ACCOUNT}, name="arqora.dev", type="full")


def test_zones_are_listed_by_name_and_account_in_an_order(client: Cloudflare, zone: str) -> None:
    for name in ("b.dev", "a.dev"):
        client.zones.create(account={"id": "c" * 32}, name=name, type="full")
    listed = client.zones.list(account={"id": "c" * 32}, order="name", direction="asc")
    assert [each.name for each in listed] == ["a.dev", "b.dev"]
    assert [each.id for each in client.zones.list(name="arqora.dev")] == [zone]


def test_a_zone_takes_its_records_along(call: Call, client: Cloudflare, zone: str) -> None:
    client.dns.records.create(zone_id=zone, type="A", name="www", content="192.0.2.7", ttl=1)
    client.zones.delete(zone_id=zone)
    assert call("GET", "/_sandbox/state").json()["resources"] == {}


def test_the_token_for_reading_cannot_write(call: Call, endpoint: str, zone: str) -> None:
    with Cloudflare(api_token=READ_ONLY, base_url=endpoint, max_retries=0) as reading:
        assert reading.zones.get(zone_id=zone)
        with pytest.raises(PermissionDeniedError):
            reading.zones.delete(zone_id=zone)


def test_nobody_gets_in_without_a_token(call: Call) -> None:
    assert call("GET", "/zones", token=None).status_code == 403
    assert call("GET", "/nowhere", token=None).status_code == 403
    assert call("GET", "/nowhere").status_code == 404


def test_the_ranges_are_told_to_everybody(call: Call, client: Cloudflare) -> None:
    assert "173.245.48.0/20" in call("GET", "/ips", token=None).json()["result"]["ipv4_cidrs"]
    assert client.ips.list()


def test_too_many_requests_are_refused_with_the_time_to_wait(call: Call) -> None:
    assert call("PUT", "/_sandbox/settings", {"requests": 2}).ok
    assert call("PUT", "/_sandbox/settings", {"activation_seconds": 1}).ok
    assert [call("GET", "/zones").status_code for _ in range(3)] == [200, 200, 429]
    assert int(call("GET", "/zones").headers["Retry-After"]) >= 1


def test_a_fault_strikes_as_often_as_it_was_asked_to(call: Call) -> None:
    assert call("POST", "/_sandbox/faults", {"kind": "status", "path": "/zones", "status": 502, "count": 1}).ok
    assert [call("GET", "/zones").status_code for _ in range(2)] == [502, 200]


def test_a_zone_whose_making_nobody_heard_of_is_there(call: Call) -> None:
    assert call("POST", "/_sandbox/faults", {"kind": "drop_after", "method": "POST", "count": 1}).ok
    with pytest.raises(requests.ConnectionError):
        call("POST", "/zones", {"name": "arqora.dev", "account": {"id": ACCOUNT}})
    assert [each["name"] for each in call("GET", "/zones").json()["result"]] == ["arqora.dev"]
    assert call("GET", "/_sandbox/journal").json()["requests"][-2]["fault"] == "drop_after"


def test_a_zone_becomes_active_by_itself(call: Call, client: Cloudflare, zone: str) -> None:
    assert call("PUT", "/_sandbox/settings", {"activation_seconds": 0}).ok
    while not client.zones.list(status="active").result:
        time.sleep(0.05)
    found = client.zones.get(zone_id=zone)
    assert found
    assert found.activated_on


def test_the_ranges_can_be_others(call: Call) -> None:
    before = call("GET", "/ips").json()["result"]
    wish = {"ipv4_cidrs": ["104.16.0.0/13"], "ipv6_cidrs": ["2606:4700::/32"]}
    assert call("PUT", "/_sandbox/ranges", {**wish, "ipv4_cidrs": ["104.16.0.1/13"]}).status_code == 422
    assert call("PUT", "/_sandbox/ranges", wish).ok
    after = call("GET", "/ips").json()["result"]
    assert {key: after[key] for key in wish} == wish
    assert after["etag"] != before["etag"]
    assert call("POST", "/_sandbox/reset").ok
    assert call("GET", "/ips").json()["result"] == before
