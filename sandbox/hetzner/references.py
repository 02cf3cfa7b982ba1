"""Which documents point at which others: the store indexes it, so that "who uses this" costs one look-up."""

from collections.abc import Callable, Iterator
from typing import Any

Document = dict[str, Any]
"""One resource as it is stored."""

Reference = tuple[str, int]
"""Kind and id of a resource."""

BY_LABELS: Reference = ("label_selector", 0)
"""What a document points at that chooses servers by their labels."""


def of_server(server: Document) -> Iterator[Reference]:
    """Point at networks and the placement group."""
    for attachment in server["private_net"]:
        yield "network", attachment["network"]
    if server["placement_group"]:
        yield "placement_group", server["placement_group"]


def of_volume(volume: Document) -> Iterator[Reference]:
    """Point at the server it is attached to, or is being attached to."""
    for server in (volume["server"], volume["attaching"]):
        if server:
            yield "server", server


def of_chosen(targets: list[Document]) -> Iterator[Reference]:
    """Point at the servers that a firewall or load balancer names, or at all by labels."""
    for target in targets:
        if target["type"] == "server":
            yield "server", target["server"]["id"]
        elif target["type"] == "label_selector":
            yield BY_LABELS


def of_load_balancer(balancer: Document) -> Iterator[Reference]:
    """Point at networks, targets and certificates."""
    yield from of_chosen(balancer["targets"])
    for attachment in balancer["private_net"]:
        yield "network", attachment["network"]
    for service in balancer["services"]:
        for certificate in service.get("http", {}).get("certificates", []):
            yield "certificate", certificate


def to(kind: str, field: str) -> Callable[[Document], Iterator[Reference]]:
    """Point at what one field names."""

    def pointers(document: Document) -> Iterator[Reference]:
        if document[field]:
            yield kind, document[field]

    return pointers


def none(_: Document) -> Iterator[Reference]:
    """Point at nothing."""
    return iter(())


REFERENCES: dict[str, Callable[[Document], Iterator[Reference]]] = {
    "server": of_server,
    "volume": of_volume,
    "load_balancer": of_load_balancer,
    "firewall": lambda firewall: of_chosen(firewall["applied_to"]),
    "primary_ip": to("server", "assignee_id"),
    "floating_ip": to("server", "server"),
    "image": to("server", "bound_to"),
    "zone_rrset": to("zone", "zone"),
    "storage_box_snapshot": to("storage_box", "storage_box"),
    "storage_box_subaccount": to("storage_box", "storage_box"),
}
"""Kind -> what its documents point at."""
