"""What is for sale: types, locations, prices, ISO images."""

from decimal import Decimal
from typing import Any

import pytest
from hcloud import APIException
from hcloud.locations import Location

from sandbox.emulator.faults import Fault
from sandbox.hetzner.catalogue import catalogue
from sandbox.hetzner.control import Control


def test_server_types_are_the_catalogues(client: Any) -> None:
    kind = client.server_types.get_by_name("cx23")
    assert (kind.cores, kind.memory, kind.disk, kind.architecture, kind.cpu_type) == (2, 4, 40, "x86", "shared")
    assert {each.location.name for each in kind.locations} == {"fsn1", "nbg1", "hel1"}
    price = kind.prices[0]
    assert Decimal(price["price_monthly"]["net"]) == Decimal("5.49")
    assert Decimal(price["price_monthly"]["gross"]) == Decimal("6.5331")
    assert price["included_traffic"] == 20 * 1024**4
    assert client.server_types.get_by_id(kind.id).name == "cx23"
    assert len(client.server_types.get_all()) == len(catalogue().server_types)


def test_a_retired_type_says_so_and_cannot_be_ordered(client: Any, make_server: Any) -> None:
    kind = client.server_types.get_by_name("cx22")
    assert kind.locations[0].deprecation.unavailable_after.isoformat() == "2026-01-16T00:00:00+00:00"
    assert not any(each.available for each in kind.locations)
    with pytest.raises(APIException, match="deprecated"):
        make_server(server_type="cx22")


def test_a_type_that_is_sold_out_says_so(client: Any, control: Control, call: Any, make_server: Any) -> None:
    fault = control.fault(Fault(kind="resource_unavailable", server_type="cx23", location="fsn1"))
    locations = {each.location.name: each.available for each in client.server_types.get_by_name("cx23").locations}
    assert locations == {"fsn1": False, "nbg1": True, "hel1": True}
    body = {"name": "srv", "server_type": "cx23", "image": "debian-12", "location": "fsn1"}
    refused = call("POST", "/servers", body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (412, "resource_unavailable")
    assert make_server("elsewhere", location=Location(name="nbg1")).location.name == "nbg1"
    assert call("POST", "/servers", body | {"location": None, "name": "any"}).status_code == 201
    control.clear_faults(fault)
    assert call("POST", "/servers", body).status_code == 201


def test_a_change_to_a_type_that_is_sold_out_is_refused(control: Control, make_server: Any) -> None:
    server = make_server(start_after_create=False)
    control.fault(Fault(kind="resource_unavailable", server_type="cx33"))
    with pytest.raises(APIException, match="resource_unavailable"):
        server.change_type(catalogue_type("cx33"), upgrade_disk=True)


def catalogue_type(name: str) -> Any:
    from hcloud.server_types import ServerType  # noqa: PLC0415 (one use)

    return ServerType(name=name)


def test_locations_load_balancer_types_and_isos(client: Any, call: Any) -> None:
    assert client.locations.get_by_name("hel1").network_zone == "eu-central"
    assert [each.name for each in client.locations.get_all()] == ["fsn1", "nbg1", "hel1", "ash", "hil", "sin"]
    assert client.load_balancer_types.get_by_name("lb11").max_services == 5
    iso = client.isos.get_by_name("systemrescue-11.00-amd64.iso")
    assert client.isos.get_by_id(iso.id).type == "public"
    assert {each.architecture for each in client.isos.get_all(architecture=["arm"])} == {"arm"}
    assert call("GET", "/locations/99").json()["error"]["code"] == "not_found"
    assert call("GET", "/server_types?sort=name:desc").json()["server_types"][0]["name"] == "cx53"


def test_datacenters_are_gone(call: Any) -> None:
    for path in ("/datacenters", "/datacenters/1"):
        response = call("GET", path)
        assert (response.status_code, response.json()["error"]["code"]) == (410, "deprecated_api_endpoint")
        assert response.json()["error"]["details"]["announcement"].startswith("https://docs.hetzner.cloud/changelog#")


def test_prices_are_the_catalogues(call: Any) -> None:
    pricing = call("GET", "/pricing").json()["pricing"]
    assert pricing["currency"] == "EUR"
    addresses = {each["type"]: each["prices"][0]["price_monthly"]["net"] for each in pricing["primary_ips"]}
    assert {family: Decimal(net) for family, net in addresses.items()} == {"ipv4": Decimal("0.5"), "ipv6": Decimal(0)}
    assert Decimal(pricing["volume"]["price_per_gb_month"]["net"]) == Decimal("0.0572")
    assert {each["name"] for each in pricing["server_types"]} >= {"cx23", "ccx13"}
    assert Decimal(pricing["server_backup"]["percentage"]) == 20
