"""What the vendor's server types can carry, from the catalogue."""

from functools import cache
from typing import NamedTuple

from .data import CATALOGUE, load


class Capacity(NamedTuple):
    """One server type."""

    memory_gb: float
    cores: float
    disk_gb: float


@cache
def capacities() -> dict[str, Capacity]:
    """Return the capacity of each type that can be ordered."""
    content = load(CATALOGUE, "hetzner/server_types.yaml")
    return {
        entry["name"]: Capacity(entry["memory_gb"], entry["cores"], entry["disk_gb"])
        for entry in content["server_types"]
    }
