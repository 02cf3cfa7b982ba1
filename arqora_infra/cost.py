"""What an environment costs a month, by the catalogue's prices. Pure arithmetic."""

from collections.abc import Iterable
from typing import Any

from components._base import catalogue
from components.compute_node import Placement, Public, Volume


def monthly(nodes: Iterable[tuple[Placement, Public, Iterable[Volume]]]) -> dict[str, Any]:
    """Return the cost of nodes: net, without traffic above what is included.

    Returns:
        `{currency, total, servers, addresses, volumes, asOf}`, amounts to a cent.

    """
    prices = catalogue.read("hetzner/prices.yaml")
    types = catalogue.server_types()
    listed = [(placement, public, tuple(volumes)) for placement, public, volumes in nodes]
    servers = sum(types[placement.server_type].price_monthly_eur for placement, _, _ in listed)
    addresses = sum(
        prices["primary_ip_monthly"]["ipv4"] * public.ipv4 + prices["primary_ip_monthly"]["ipv6"] * public.ipv6
        for _, public, _ in listed
    )
    volumes = sum(volume.size_gb * prices["volume_gb_monthly"] for _, _, volumes in listed for volume in volumes)
    return {
        "currency": prices["currency"],
        "total": round(servers + addresses + volumes, 2),
        "servers": round(servers, 2),
        "addresses": round(addresses, 2),
        "volumes": round(volumes, 2),
        "asOf": str(prices["as_of"]),
    }
