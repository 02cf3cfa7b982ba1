"""Servers, and what they are made with."""

from collections.abc import Iterator
from typing import Any

from ...hetzner import tokens
from ..observed import Observed
from .document import Document, labels, location


def server(document: Document) -> Iterator[Observed]:
    """Return a server, with what is attached to it in whatever way."""
    public, image = document["public_net"], document["image"]
    yield Observed(
        tokens.SERVER,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "serverType": document["server_type"]["name"],
            "image": (image["name"] or str(image["id"])) if image else None,
            "location": location(document),
            "labels": labels(document),
            "publicNets": [public_net(public)],
            "networks": [
                {"networkId": each["network"], "ip": each["ip"], "aliasIps": sorted(each["alias_ips"])}
                for each in document["private_net"]
            ],
            "firewallIds": sorted(each["id"] for each in public["firewalls"]),
            "placementGroupId": (document["placement_group"] or {}).get("id"),
            "backups": document["backup_window"] is not None,
            "rescue": "enabled" if document["rescue_enabled"] else None,
            "iso": (document["iso"] or {}).get("name"),
            "deleteProtection": document["protection"]["delete"],
            "rebuildProtection": document["protection"]["rebuild"],
        },
    )


def public_net(public: Document) -> dict[str, Any]:
    """Return which families a server has, and the addresses' identifiers."""
    found: dict[str, Any] = {}
    for family in ("ipv4", "ipv6"):
        address = public[family]
        found[f"{family}Enabled"] = address is not None
        if address is not None:
            found[family] = address["id"]
    return found


def ssh_key(document: Document) -> Iterator[Observed]:
    """Return a key that new servers get."""
    properties = {key: document[wire] for key, wire in (("name", "name"), ("publicKey", "public_key"))}
    yield Observed(tokens.SSH_KEY, str(document["id"]), document["name"], {**properties, "labels": labels(document)})


def placement_group(document: Document) -> Iterator[Observed]:
    """Return a group of servers that do not share hardware."""
    properties = {"name": document["name"], "type": document["type"], "labels": labels(document)}
    yield Observed(tokens.PLACEMENT_GROUP, str(document["id"]), document["name"], properties)


def snapshot(document: Document) -> Iterator[Observed]:
    """Return an image that somebody made of a server: it holds all that the server's disk held."""
    properties = {
        "serverId": (document["created_from"] or {}).get("id"),
        "description": document["description"],
        "labels": labels(document),
    }
    yield Observed(tokens.SNAPSHOT, str(document["id"]), f"snapshot {document['id']}", properties)
