"""What the vendor sells, from the catalogue, in the shape of the API."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "catalogue" / "hetzner"
RETIRED_LOCATIONS = ("fsn1", "nbg1", "hel1")
"""Where the types were sold that are sold nowhere any more."""

Entry = dict[str, Any]


def read(name: str) -> Any:  # noqa: ANN401 (a YAML document)
    """Read one file of the catalogue."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe loaders)


def midnight(day: object) -> str:
    """Return the beginning of a day as the API writes it."""
    return f"{day}T00:00:00Z"


class Catalogue:
    """Everything that is for sale. Read once; entries must not be changed."""

    def __init__(self) -> None:
        self.limits: Entry = read("limits")
        self.rates: Entry = read("prices")
        self.locations: list[Entry] = read("locations")["locations"]
        types = read("server_types")
        self.server_types = [self._server_type(each) for each in types["server_types"]]
        self.server_types += [self._retired(each) for each in types["retired"]]
        self.server_types.sort(key=lambda each: int(each["id"]))
        self.load_balancer_types = [
            self._balancer_type(each) for each in read("load_balancer_types")["load_balancer_types"]
        ]
        boxes = read("storage_box_types")
        self.storage_box_types = [self._box_type(each, boxes["locations"]) for each in boxes["storage_box_types"]]
        self.images = [image(each) for each in read("images")["images"]]
        self.isos = [iso(each) for each in read("isos")["isos"]]

    def location(self, wanted: int | str) -> Entry | None:
        """Return a location by id or name, or None."""
        return pick(self.locations, wanted)

    def zone(self, location: str) -> str:
        """Return the network zone of a location."""
        return str(next(each["network_zone"] for each in self.locations if each["name"] == location))

    @property
    def zones(self) -> list[str]:
        """The network zones."""
        return sorted({str(each["network_zone"]) for each in self.locations})

    def server_type(self, wanted: int | str) -> Entry | None:
        """Return a server type by id or name, or None."""
        return pick(self.server_types, wanted)

    def price(self, monthly: object, hourly: bool = True) -> Entry:
        """Return net and gross of a monthly price, and of the hourly one that follows from it."""
        net = Decimal(str(monthly))
        prices = {"price_monthly": self.amount(net)}
        if hourly:
            prices["price_hourly"] = self.amount(net / Decimal(str(self.rates["hours_per_month"])))
        return prices

    def amount(self, net: Decimal) -> Entry:
        """Write an amount as the API does: strings with ten and sixteen digits after the point."""
        gross = net * (1 + Decimal(self.rates["vat_rate"]) / 100)
        return {"net": f"{net:.10f}", "gross": f"{gross:.16f}"}

    def _placed_price(self, location: str, monthly: object) -> Entry:
        return self.price(monthly) | {
            "location": location,
            "included_traffic": self.rates["traffic_included_tb"] * 1024**4,
            "price_per_tb_traffic": self.amount(Decimal(str(self.rates["traffic_per_tb"]))),
        }

    def _server_type(self, raw: Entry) -> Entry:
        return {
            **hardware(raw),
            "prices": [self._placed_price(location, raw["price_monthly_eur"]) for location in raw["locations"]],
            "deprecated": False,
            "deprecation": None,
            "locations": [self._sold_in(location, None) for location in raw["locations"]],
        }

    def _retired(self, raw: Entry) -> Entry:
        deprecation = {
            "announced": midnight(raw["announced"]),
            "unavailable_after": midnight(raw["unavailable_after"]),
        }
        return {
            **hardware(raw),
            "prices": [],
            "deprecated": True,
            "deprecation": deprecation,
            "locations": [self._sold_in(location, deprecation) for location in RETIRED_LOCATIONS],
        }

    def _sold_in(self, location: str, deprecation: Entry | None) -> Entry:
        found = next(each for each in self.locations if each["name"] == location)
        sold = deprecation is None
        return {
            "id": found["id"],
            "name": location,
            "available": sold,
            "recommended": sold,
            "deprecation": deprecation,
        }

    def _box_type(self, raw: Entry, locations: list[str]) -> Entry:
        kept = {key: value for key, value in raw.items() if key not in {"price_monthly_eur", "size_tib"}}
        price = self.price(raw["price_monthly_eur"]) | {"setup_fee": self.amount(Decimal(0))}
        prices = [price | {"location": location} for location in locations]
        return kept | {"size": raw["size_tib"] * 1024**4, "prices": prices, "deprecation": None}

    def _balancer_type(self, raw: Entry) -> Entry:
        kept = {key: value for key, value in raw.items() if key != "price_monthly_eur"}
        prices = [self._placed_price(each["name"], raw["price_monthly_eur"]) for each in self.locations]
        return kept | {"prices": prices, "deprecated": None, "deprecation": None}


def pick(entries: list[Entry], wanted: int | str) -> Entry | None:
    """Return the entry of an id or name, or None."""
    text = str(wanted)
    return next((each for each in entries if str(each["id"]) == text or each["name"] == text), None)


def hardware(raw: Entry) -> Entry:
    """Return the part of a server type that says what it is."""
    return {
        "id": raw["id"],
        "name": raw["name"],
        "description": str(raw["name"]).upper(),
        "category": raw.get("category", "cost_optimized"),
        "cores": raw["cores"],
        "memory": float(raw["memory_gb"]),
        "disk": raw["disk_gb"],
        "storage_type": "local",
        "cpu_type": raw["cpu_type"],
        "architecture": raw["architecture"],
        "included_traffic": 0,
    }


def image(raw: Entry) -> Entry:
    """Return a system image."""
    deprecated = midnight(raw["deprecated"]) if "deprecated" in raw else None
    return {
        "id": raw["id"],
        "type": "system",
        "status": "available",
        "name": raw["name"],
        "description": raw["description"],
        "image_size": None,
        "disk_size": raw["disk_gb"],
        "created": "2024-01-01T00:00:00Z",
        "created_from": None,
        "bound_to": None,
        "os_flavor": raw["os_flavor"],
        "os_version": raw["os_version"],
        "architecture": raw["architecture"],
        "rapid_deploy": raw["rapid_deploy"],
        "protection": {"delete": False},
        "deprecated": deprecated,
        "deprecation": {"announced": deprecated, "unavailable_after": deprecated} if deprecated else None,
        "deleted": None,
        "labels": {},
    }


def iso(raw: Entry) -> Entry:
    """Return an ISO image."""
    return {**raw, "type": "public", "deprecated": None, "deprecation": None}


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of this checkout."""
    return Catalogue()
