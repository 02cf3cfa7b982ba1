"""Settings and the cache's topology."""

from typing import Any

import pytest
from cloudflare import Cloudflare

from components.edge_zone import settings as ours
from sandbox.cloudflare.resources.setting_table import SETTINGS
from tests.sandbox.cloudflare.conftest import Call


def test_a_setting_keeps_what_it_was_set_to(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/settings/min_tls_version"
    assert call("GET", path).json()["result"]["value"] == "1.0"
    assert call("PATCH", path, {"value": "1.3"}).ok
    assert call("PATCH", path, {"value": "9"}).status_code == 400
    assert call("GET", path).json()["result"]["value"] == "1.3"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("ssl", "sometimes", 1007),
        ("challenge_ttl", 301, 1007),
        ("challenge_ttl", True, 1007),
        ("security_header", {"strict_transport_security": {"max_age": "long"}}, 1007),
        ("security_header", {"strict_transport_security": {"subdomains": True}}, 1007),
        ("no_such_setting", "on", 1006),
        ("polish", "lossy", 1015),
        ("advanced_ddos", "on", 1015),
    ],
)
def test_what_does_not_fit_is_refused(call: Call, zone: str, name: str, value: Any, code: int) -> None:
    answer = call("PATCH", f"/zones/{zone}/settings/{name}", {"value": value})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_a_higher_plan_can_change_more(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/settings/polish"
    assert call("GET", path).json()["result"]["editable"] is False
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": "pro"}).ok
    assert call("GET", path).json()["result"]["editable"] is True
    assert call("PATCH", path, {"value": "lossy"}).json()["result"]["value"] == "lossy"


def test_hsts_is_completed_with_what_it_does_not_say(call: Call, zone: str) -> None:
    wish = {"strict_transport_security": {"enabled": True, "max_age": 86400}}
    answer = call("PATCH", f"/zones/{zone}/settings/security_header", {"value": wish}).json()["result"]["value"]
    assert answer["strict_transport_security"] == {
        "enabled": True,
        "max_age": 86400,
        "include_subdomains": False,
        "preload": False,
        "nosniff": False,
    }


def test_the_official_client_reads_every_setting(client: Cloudflare, zone: str, call: Call) -> None:
    for name, known in SETTINGS.items():
        found = client.zones.settings.get(name, zone_id=zone)
        assert found
        assert found.id == name, type(found)
        assert call("GET", f"/zones/{zone}/settings/{name}").json()["result"]["value"] == known.default
    listed = call("GET", f"/zones/{zone}/settings").json()["result"]
    assert {each["id"] for each in listed} == set(SETTINGS)


def test_the_free_plan_takes_every_setting_of_our_zones(call: Call, zone: str) -> None:
    wished = ours.values(ours.Tls(), ours.Content(), [])
    for name, value in wished.items():
        answer = call("PATCH", f"/zones/{zone}/settings/{name}", {"value": value})
        assert answer.ok, answer.text


def test_the_topology_goes_back_to_off(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/cache/tiered_cache_smart_topology_enable"
    assert call("PATCH", path, {"value": "on"}).ok
    assert call("GET", path).json()["result"]["value"] == "on"
    assert call("DELETE", path).ok
    assert call("GET", path).json()["result"]["value"] == "off"
