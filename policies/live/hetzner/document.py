"""What documents of the Hetzner Cloud API have in common."""

from collections.abc import Mapping
from typing import Any

Document = Mapping[str, Any]


def labels(document: Document) -> dict[str, str]:
    """Return an object's labels."""
    return dict(document["labels"])


def location(document: Document) -> str:
    """Return the name of an object's location."""
    return str(document["location"]["name"])
