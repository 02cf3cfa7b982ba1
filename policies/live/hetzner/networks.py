"""Private networks, with their subnets and routes."""

from collections.abc import Iterator

from ...hetzner import tokens
from ..observed import Observed
from .document import Document, labels


def network(document: Document) -> Iterator[Observed]:
    """Return a network, its subnets and its routes."""
    identity, name = str(document["id"]), document["name"]
    properties = {
        "name": name,
        "ipRange": document["ip_range"],
        "labels": labels(document),
        "deleteProtection": document["protection"]["delete"],
        "exposeRoutesToVswitch": document["expose_routes_to_vswitch"],
    }
    yield Observed(tokens.NETWORK, identity, name, properties)
    for each in document["subnets"]:
        subnet = {
            "networkId": document["id"],
            "type": each["type"],
            "ipRange": each["ip_range"],
            "networkZone": each["network_zone"],
            "vswitchId": each.get("vswitch_id"),
        }
        yield Observed(
            tokens.NETWORK_SUBNET, f"{identity}-{each['ip_range']}", f"{name} subnet {each['ip_range']}", subnet
        )
    for each in document["routes"]:
        destination = each["destination"]
        route = {"networkId": document["id"], "destination": destination, "gateway": each["gateway"]}
        yield Observed(tokens.NETWORK_ROUTE, f"{identity}-{destination}", f"{name} route {destination}", route)
