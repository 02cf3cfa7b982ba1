"""Settings, DNSSEC and the cache's topology."""

from cloudflare import Cloudflare

from tests.sandbox.cloudflare.conftest import Call


def test_a_setting_keeps_what_it_was_set_to(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/settings/min_tls_version"
    assert call("GET", path).json()["result"]["value"] == "1.0"
    assert call("PATCH", path, {"value": "1.3"}).ok
    assert call("PATCH", path, {"value": "9"}).status_code == 400
    assert call("GET", path).json()["result"]["value"] == "1.3"


def test_dnssec_is_pending_until_the_zone_is_active(client: Cloudflare, zone: str) -> None:
    changed = client.dns.dnssec.edit(zone_id=zone, status="active")
    assert changed
    assert changed.status == "pending"
    client.zones.activation_check.trigger(zone_id=zone)
    found = client.dns.dnssec.get(zone_id=zone)
    assert found
    assert found.status == "active"


def test_the_topology_goes_back_to_off(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/cache/tiered_cache_smart_topology_enable"
    assert call("PATCH", path, {"value": "on"}).ok
    assert call("GET", path).json()["result"]["value"] == "on"
    assert call("DELETE", path).ok
    assert call("GET", path).json()["result"]["value"] == "off"
