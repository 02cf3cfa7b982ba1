"""The cost of an environment is a sum over the catalogue's prices."""

from arqora_infra.cost import monthly
from components.compute_node import Placement, Public, Volume

SMALL = Placement(server_type="cx23", location="fsn1")


def test_servers_addresses_and_volumes_are_summed() -> None:
    found = monthly(
        [
            (SMALL, Public(ipv4=True, ipv6=True), ()),
            (SMALL, Public(), (Volume(purpose="data", size_gb=100, growth_gb_per_month=1),)),
        ]
    )
    assert found == {
        "currency": "EUR",
        "total": 17.2,
        "servers": 10.98,
        "addresses": 0.5,
        "volumes": 5.72,
        "asOf": "2026-09-30",
    }


def test_nothing_costs_nothing() -> None:
    assert monthly([])["total"] == 0
