"""What the vendor offers to new orders, from the catalogue."""

import datetime
from functools import cache
from typing import Any

from .data import CATALOGUE, load


@cache
def server_types() -> dict[str, tuple[str, ...]]:
    """Return each server type that can be ordered, with its locations."""
    content = load(CATALOGUE, "hetzner/server_types.yaml")
    return {entry["name"]: tuple(entry["locations"]) for entry in content["server_types"]}


@cache
def retired_server_types() -> frozenset[str]:
    """Return the names of server types that cannot be ordered any more."""
    return frozenset(entry["name"] for entry in load(CATALOGUE, "hetzner/server_types.yaml")["retired"])


@cache
def images() -> dict[str, datetime.date | None]:
    """Return each system image, and since when it is deprecated."""
    content = load(CATALOGUE, "hetzner/images.yaml")
    return {entry["name"]: entry.get("deprecated") for entry in content["images"]}


@cache
def limits() -> dict[str, Any]:
    """Return the vendor's limits, as they stand in the catalogue."""
    content: dict[str, Any] = load(CATALOGUE, "hetzner/limits.yaml")
    return content
