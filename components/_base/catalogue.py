"""Reads what the vendors sell from the catalogue, which is data beside this package."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PACKAGE = __name__.partition(".")[0].replace("components", "catalogue")
"""`catalogue` in the repository, `arqora_catalogue` where the distribution is installed."""


@dataclass(frozen=True)
class ServerType:
    """What one server type has, and what it costs."""

    name: str
    cores: int
    memory_gb: float
    disk_gb: float
    architecture: str
    price_monthly_eur: float
    locations: tuple[str, ...]


@cache
def read(name: str) -> dict[str, Any]:
    """Return one file of the catalogue, such as `hetzner/limits.yaml`."""
    vendor, _, file = name.partition("/")
    text = files(PACKAGE).joinpath(vendor).joinpath(file).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=LOADER)  # noqa: S506 - the safe loader, in C where there is one
    return content


@cache
def server_types() -> dict[str, ServerType]:
    """Return the server types that can be ordered, by name."""
    fields = ServerType.__dataclass_fields__
    return {
        each["name"]: ServerType(**{key: freeze(each[key]) for key in fields})
        for each in read("hetzner/server_types.yaml")["server_types"]
    }


@cache
def retired_server_types() -> frozenset[str]:
    """Return the names of the server types that nobody can order any more."""
    return frozenset(each["name"] for each in read("hetzner/server_types.yaml")["retired"])


@cache
def images() -> dict[str, str | None]:
    """Return the names of the system images, each with the date since when it is deprecated, or None."""
    listed = read("hetzner/images.yaml")["images"]
    return {each["name"]: str(each["deprecated"]) if "deprecated" in each else None for each in listed}


@cache
def zones() -> dict[str, str]:
    """Return the network zone of each location."""
    return {each["name"]: each["network_zone"] for each in read("hetzner/locations.yaml")["locations"]}


@cache
def limits() -> dict[str, Any]:
    """Return the vendor's limits."""
    return read("hetzner/limits.yaml")


def freeze(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return a value that can be shared: a list becomes a tuple."""
    return tuple(value) if isinstance(value, list) else value
