"""Where scripts answer: routes, custom domains, and workers.dev."""

from typing import Any

import grpc
import pytest

from tests.sandbox.cloudflare.workers.site import ACCOUNT, plain
from tests.sandbox.plugins.cloudflare.workers.conftest import Vendor, token_of

DOMAIN, ROUTE, SUBDOMAIN = "WorkersCustomDomain", "WorkersRoute", "WorkersScriptSubdomain"


@pytest.fixture
def zone(vendor: Vendor) -> str:
    made = vendor.client.zones.create(account={"id": ACCOUNT}, name="arqora.dev", type="full")
    assert made
    for name in ("site", "other"):
        plain(vendor.client, name)
    return made.id


def test_a_route_lives(vendor: Vendor, zone: str) -> None:
    inputs = {"zoneId": zone, "pattern": "arqora.dev/*", "script": "site"}
    route, state = vendor.make(ROUTE, inputs)
    assert vendor.differs(ROUTE, state, inputs) == []
    state = vendor.change(ROUTE, route, state, {**inputs, "script": "other"})
    assert [each.script for each in vendor.client.workers.routes.list(zone_id=zone)] == ["other"]
    assert vendor.plugin.read(token_of(ROUTE), f"{zone}/{route}")[0] == route
    vendor.plugin.delete(token_of(ROUTE), route, state)
    assert list(vendor.client.workers.routes.list(zone_id=zone)) == []


def test_a_custom_domain_lives(vendor: Vendor, zone: str) -> None:
    inputs = {"accountId": ACCOUNT, "zoneId": zone, "hostname": "www.arqora.dev", "service": "site"}
    domain, state = vendor.make(DOMAIN, inputs)
    assert (state["zoneName"], state["environment"]) == ("arqora.dev", "production")
    assert vendor.differs(DOMAIN, state, inputs) == []
    state = vendor.change(DOMAIN, domain, state, {**inputs, "service": "other"})
    assert [each.service for each in vendor.client.workers.domains.list(account_id=ACCOUNT)] == ["other"]
    assert vendor.plugin.read(token_of(DOMAIN), f"{ACCOUNT}/{domain}")[0] == domain
    vendor.plugin.delete(token_of(DOMAIN), domain, state)
    assert list(vendor.client.dns.records.list(zone_id=zone)) == []


def test_a_host_with_records_is_refused_and_nothing_is_left(vendor: Vendor, zone: str) -> None:
    vendor.client.dns.records.create(zone_id=zone, type="A", name="www", content="192.0.2.7", ttl=1)
    inputs = {"accountId": ACCOUNT, "zoneId": zone, "hostname": "www.arqora.dev", "service": "site"}
    with pytest.raises(grpc.RpcError, match="already has externally managed DNS records"):
        vendor.make(DOMAIN, inputs)
    assert list(vendor.client.workers.domains.list(account_id=ACCOUNT)) == []


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_previews_are_opened_and_closed_also_when_answers_get_lost(vendor: Vendor, zone: str, kind: str) -> None:
    inputs: dict[str, Any] = {"accountId": ACCOUNT, "scriptName": "site", "enabled": False, "previewsEnabled": True}
    vendor.fault(kind=kind, method="POST", path=r".*/subdomain", count=1)
    name, state = vendor.make(SUBDOMAIN, inputs)
    assert (name, state["previewsEnabled"]) == ("site", True)
    assert vendor.differs(SUBDOMAIN, state, inputs) == []
    vendor.fault(kind=kind, method="POST", path=r".*/subdomain", count=1)
    vendor.change(SUBDOMAIN, name, state, {**inputs, "previewsEnabled": False})
    assert not vendor.client.workers.scripts.subdomain.get("site", account_id=ACCOUNT).previews_enabled
