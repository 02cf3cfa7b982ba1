"""Firewalls and their rules."""

from collections.abc import Iterator
from typing import Any

from ...hetzner import tokens
from ..observed import Observed
from .document import Document, labels


def firewall(document: Document) -> Iterator[Observed]:
    """Return a firewall. Which servers it is at, the servers tell; here are the selectors for servers to come."""
    selectors = [each["label_selector"]["selector"] for each in document["applied_to"] if "label_selector" in each]
    known = {"server", "label_selector"}
    if any(each["type"] not in known for each in document["applied_to"]):
        raise ValueError
    yield Observed(
        tokens.FIREWALL,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "labels": labels(document),
            "rules": [_rule(each) for each in document["rules"]],
            "applyTos": [{"labelSelector": each} for each in sorted(selectors)],
        },
    )


def _rule(rule: Document) -> dict[str, Any]:
    found = {
        "direction": rule["direction"],
        "protocol": rule["protocol"],
        "port": rule["port"],
        "sourceIps": sorted(rule["source_ips"]),
        "destinationIps": sorted(rule["destination_ips"]),
        "description": rule.get("description"),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
