"""Arranges what the page shows: plain values, in the order of the page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from operations.audit import declared
from operations.audit.outside import INTERNET
from operations.page.observations import Health, Observations

RESOURCES = ("memory", "cpu", "disk")


@dataclass(frozen=True)
class Bar:
    """How much of a resource is spoken for."""

    name: str
    percent: int
    ceiling: int

    @property
    def over(self) -> bool:
        """Whether it is above the ceiling."""
        return self.percent > self.ceiling


@dataclass(frozen=True)
class Card:
    """A node."""

    name: str
    role: str
    hardware: str
    private: str
    public: tuple[str, ...]
    exposures: tuple[str, ...]
    bars: tuple[Bar, ...]
    health: Health


@dataclass(frozen=True)
class Cell:
    """What one role may reach on another."""

    ports: tuple[str, ...]
    reasons: str


@dataclass(frozen=True)
class Place:
    """Where the last audit looked from."""

    name: str
    addresses: int
    packets: int
    seconds: float
    findings: int


def cards(environment: Mapping[str, Any], seen: Observations) -> list[Card]:
    """Return the nodes, in the order of the roles' subnets."""
    order = list(environment["network"]["subnets"])
    nodes = sorted(environment["nodes"].items(), key=lambda each: (order.index(each[1]["role"]), each[0]))
    return [card(name, node, seen) for name, node in nodes]


def card(name: str, node: Mapping[str, Any], seen: Observations) -> Card:
    """Return one node."""
    ceiling = round(100 * node["ceiling"])
    return Card(
        name=name,
        role=node["role"],
        hardware=f"{node['serverType']} in {node['location']}",
        private=node["address"],
        public=declared.node(name, node).public,
        exposures=tuple(exposure(each) for each in node["exposures"]),
        bars=tuple(Bar(each, round(100 * node["headroom"][each]), ceiling) for each in RESOURCES),
        health=seen.of(name),
    )


def exposure(described: Mapping[str, Any]) -> str:
    """Return an exposure in words."""
    where = f" ({described['protocol']} {described['port']})" if "port" in described else ""
    return f"{described['kind'].replace('-', ' ')}{where}"


def matrix(environment: Mapping[str, Any]) -> tuple[list[str], dict[str, dict[str, Cell]]]:
    """Return the roles, and who may reach what on each: source -> role -> cell; an absent cell is closed."""
    roles = list(environment["network"]["subnets"])
    cells: dict[str, dict[str, Cell]] = {source: {} for source in (INTERNET, *roles)}
    for role in roles:
        exposed = [each for node in environment["nodes"].values() if node["role"] == role for each in node["exposures"]]
        if exposed:
            ports = tuple(dict.fromkeys(port(each) for each in exposed))
            cells[INTERNET][role] = Cell(ports, "; ".join(dict.fromkeys(each["kind"] for each in exposed)))
        for source in roles:
            flows = [each for each in environment["flows"] if (each["source"], each["target"]) == (source, role)]
            if flows:
                cells[source][role] = Cell(tuple(map(port, flows)), "; ".join(each["reason"] for each in flows))
    return roles, cells


def port(described: Mapping[str, Any]) -> str:
    """Return protocol and port of an exposure or a flow, such as `tcp 5432`; for the edge alone where that is so."""
    text = f"{described['protocol']} {described['port']}" if "port" in described else str(described["protocol"])
    return f"{text} (edge)" if described.get("kind") == "https-from-edge" else text


def places(audit: Mapping[str, Any] | None) -> list[Place]:
    """Return where the last audit looked from."""
    if audit is None:
        return []
    findings = Counter(each["source"] for each in audit["findings"])
    return [
        Place(name, len(each["addresses"]), each["packets"], each["seconds"], findings[name])
        for name, each in audit["places"].items()
    ]


def verdict(shown: Iterable[Card], seen: Observations) -> tuple[str, str]:
    """Return how the environment is, as a state and in words."""
    troubled = [each for each in shown if each.health.state in {"drifted", "unreachable"}]
    findings = len(seen.audit["findings"]) if seen.audit else 0
    if findings or troubled:
        words = [f"{findings} finding{'s' if findings > 1 else ''} of the audit"] if findings else []
        words += [f"{each.name} {each.health.state}" for each in troubled]
        return "bad", ", ".join(words)
    unknown = [each.name for each in shown if each.health.state == "unknown"]
    if seen.audit is None or unknown:
        words = ["exposure was not audited"] if seen.audit is None else []
        words += [f"{len(unknown)} nodes were not asked how they are"] if unknown else []
        return "unknown", ", ".join(words)
    return "well", "every host is as it should be, and exactly the declared exposures answer"
