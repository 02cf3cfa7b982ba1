"""A zone, what it has one of, and what is asked before anything is made."""

from pathlib import Path

import grpc
import pytest

from sandbox.plugins.framework.client import started
from sandbox.plugins.framework.values import plain_map
from tests.sandbox.cloudflare.conftest import ACCOUNT, Call
from tests.sandbox.plugins.cloudflare.conftest import Vendor, token_of

RANGES, ZONE, ZONES = (f"cloudflare:index/get{name}:get{name}" for name in ("IpRanges", "Zone", "Zones"))


def test_the_ranges_need_no_token_and_all_else_does(endpoint: str, call: Call, tmp_path: Path) -> None:
    home = {"PULUMI_HOME": str(tmp_path), "CLOUDFLARE_BASE_URL": endpoint}
    with started("cloudflare", {}, home) as plugin:
        found = plain_map(plugin.invoke(RANGES, {}))
        assert "104.16.0.0/13" in found["ipv4Cidrs"]
        assert call("PUT", "/_sandbox/ranges", {"ipv4_cidrs": ["104.16.0.0/13"], "ipv6_cidrs": []}).ok
        assert plain_map(plugin.invoke(RANGES, {}))["ipv4Cidrs"] == ["104.16.0.0/13"]
        with pytest.raises(grpc.RpcError, match="cloudflare:apiToken: not set"):
            plugin.invoke(ZONES, {})


def test_a_refused_token_is_not_repeated_in_the_refusal(endpoint: str, tmp_path: Path) -> None:
    config = {"apiToken": "w" * 40, "baseUrl": endpoint}
    with (
        started("cloudflare", config, {"PULUMI_HOME": str(tmp_path)}) as plugin,
        pytest.raises(grpc.RpcError, match=r"Invalid access token \(9109\)") as refused,
    ):
        plugin.invoke(ZONES, {})
    assert "w" * 40 not in str(refused.value)


def test_a_zone_is_found_by_id_and_by_name(vendor: Vendor) -> None:
    by_id = plain_map(vendor.plugin.invoke(ZONE, {"zoneId": vendor.zone}))
    by_name = plain_map(vendor.plugin.invoke(ZONE, {"filter": {"name": "arqora.dev", "match": "all"}}))
    assert by_id["zoneId"] == by_name["zoneId"] == by_name["id"] == vendor.zone
    assert by_name["nameServers"]
    with pytest.raises(grpc.RpcError, match="0 zones fit"):
        vendor.plugin.invoke(ZONE, {"filter": {"name": "other.dev", "match": "all"}})
    with pytest.raises(grpc.RpcError, match="exactly one of zoneId and filter"):
        vendor.plugin.invoke(ZONE, {})


def test_a_zone_whose_making_nobody_heard_of_is_not_made_twice(vendor: Vendor) -> None:
    vendor.fault(kind="drop_after", method="POST", path="/zones", count=1)
    kept = vendor.make("Zone", name="other.dev", account={"id": ACCOUNT})
    assert kept.changes() == []
    assert len(vendor.call("GET", "/zones").json()["result"]) == 2


def test_a_zone_that_somebody_else_has_is_not_taken_over(vendor: Vendor) -> None:
    with pytest.raises(grpc.RpcError, match=r"already exists\. \(1061\)"):
        vendor.make("Zone", name="arqora.dev", account={"id": ACCOUNT})


def test_a_setting_is_what_the_program_says_of_it(vendor: Vendor) -> None:
    hsts = {"strict_transport_security": {"enabled": True, "max_age": 300}}
    kept = vendor.make("ZoneSetting", settingId="security_header", value=hsts)
    assert kept.resource_id == "security_header"
    assert kept.changes() == []
    by_hand = {"value": {"strict_transport_security": {"enabled": True, "max_age": 0}}}
    assert vendor.call("PATCH", f"/zones/{vendor.zone}/settings/security_header", by_hand).ok
    assert kept.changes() == ["value"]
    kept.update({**kept.inputs, "value": {"strict_transport_security": {"enabled": True, "max_age": 86400}}})
    kept.delete()
    left = vendor.results("/settings/security_header")["value"]["strict_transport_security"]
    assert left["max_age"] == 86400


@pytest.mark.parametrize(("setting", "value"), [("challenge_ttl", 3600), ("ssl", "strict"), ("nel", {"enabled": True})])
def test_a_setting_has_a_value_of_any_type(vendor: Vendor, setting: str, value: object) -> None:
    kept = vendor.make("ZoneSetting", settingId=setting, value=value)
    assert (kept.outputs["value"], kept.changes()) == (value, [])


def test_a_setting_that_the_plan_lacks_is_refused(vendor: Vendor) -> None:
    with pytest.raises(grpc.RpcError, match=r"Not allowed to edit setting for polish \(1015\)"):
        vendor.make("ZoneSetting", settingId="polish", value="lossy")


def test_dnssec_is_active_from_the_moment_it_is_asked_for(vendor: Vendor) -> None:
    kept = vendor.make("ZoneDnssec", status="active")
    assert vendor.results("/dnssec")["status"] == "pending"
    assert (kept.outputs["status"], kept.changes()) == ("active", [])
    assert vendor.call("PUT", f"/zones/{vendor.zone}/activation_check").ok
    assert kept.changes() == []
    kept.delete()
    assert vendor.results("/dnssec")["public_key"] is None


def test_tiered_cache_goes_back_to_what_a_new_zone_has(vendor: Vendor) -> None:
    kept = vendor.make("TieredCache", value="on")
    assert (kept.resource_id, kept.changes()) == (vendor.zone, [])
    kept.delete()
    assert vendor.results("/cache/tiered_cache_smart_topology_enable")["value"] == "off"


def test_trouble_of_the_vendor_is_waited_out(vendor: Vendor) -> None:
    vendor.fault(kind="status", path="/zones/.*/settings/ssl", status=502, count=2)
    assert vendor.make("ZoneSetting", settingId="ssl", value="strict").changes() == []


def test_a_setting_is_imported_by_zone_and_name(vendor: Vendor) -> None:
    found, _, inputs = vendor.plugin.read(token_of("ZoneSetting"), f"{vendor.zone}/ssl", {}, {})
    assert (found, plain_map(inputs)) == ("ssl", {"zoneId": vendor.zone, "settingId": "ssl", "value": "off"})
