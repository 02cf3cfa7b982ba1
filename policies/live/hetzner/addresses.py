"""Addresses that are objects of their own."""

from collections.abc import Iterator

from ...hetzner import tokens
from ..observed import Observed
from .document import Document, labels, location


def primary_ip(document: Document) -> Iterator[Observed]:
    """Return an address that is assigned to one server; one that goes with its server was made by that."""
    made_by = document["assignee_id"] if document["auto_delete"] else None
    yield Observed(
        tokens.PRIMARY_IP,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "type": document["type"],
            "location": location(document),
            "assigneeId": document["assignee_id"],
            "assigneeType": document["assignee_type"],
            "autoDelete": document["auto_delete"],
            "labels": labels(document),
            "deleteProtection": document["protection"]["delete"],
        },
        goes_with=str(made_by or ""),
    )


def floating_ip(document: Document) -> Iterator[Observed]:
    """Return an address that can be moved from server to server."""
    yield Observed(
        tokens.FLOATING_IP,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "type": document["type"],
            "description": document["description"] or None,
            "homeLocation": document["home_location"]["name"],
            "serverId": document["server"],
            "labels": labels(document),
            "deleteProtection": document["protection"]["delete"],
        },
    )
