"""What keeps data, names or certificates."""

from collections.abc import Iterator

from ...hetzner import tokens
from ..observed import Observed
from .document import Document, labels, location


def volume(document: Document) -> Iterator[Observed]:
    """Return a volume."""
    yield Observed(
        tokens.VOLUME,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "size": document["size"],
            "location": location(document),
            "serverId": document["server"],
            "labels": labels(document),
            "deleteProtection": document["protection"]["delete"],
        },
    )


def storage_box(document: Document) -> Iterator[Observed]:
    """Return a storage box; its password never comes back."""
    access = document["access_settings"]
    properties = {
        "name": document["name"],
        "storageBoxType": document["storage_box_type"]["name"],
        "location": location(document),
        "labels": labels(document),
        "deleteProtection": document["protection"]["delete"],
        "accessSettings": {
            f"{key.removesuffix('_enabled')}Enabled" if key.endswith("_enabled") else "reachableExternally": value
            for key, value in access.items()
        },
    }
    yield Observed(tokens.STORAGE_BOX, str(document["id"]), document["name"], properties)


def certificate(document: Document) -> Iterator[Observed]:
    """Return a certificate; its key never comes back."""
    managed = document["type"] == "managed"
    own = {"domainNames": document["domain_names"]} if managed else {"certificate": document["certificate"]}
    token = tokens.MANAGED_CERTIFICATE if managed else tokens.UPLOADED_CERTIFICATE
    properties = {"name": document["name"], "labels": labels(document), **own}
    yield Observed(token, str(document["id"]), document["name"], properties)


def zone(document: Document) -> Iterator[Observed]:
    """Return a DNS zone, without its records."""
    properties = {
        "name": document["name"],
        "mode": document["mode"],
        "ttl": document["ttl"],
        "labels": labels(document),
        "deleteProtection": document["protection"]["delete"],
    }
    yield Observed(tokens.ZONE, str(document["id"]), document["name"], properties)
