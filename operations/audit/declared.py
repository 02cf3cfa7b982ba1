"""What an environment declares: the stack's output `environment`, as values for the judges."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any, Literal

from operations.audit.probe.order import numbers

Protocol = Literal["tcp", "udp", "icmp"]


@dataclass(frozen=True)
class Exposure:
    """What the internet may reach on a node."""

    kind: str
    protocol: Protocol
    ports: frozenset[int]


@dataclass(frozen=True)
class Node:
    """One node."""

    name: str
    role: str
    address: str
    """In the private network."""
    public: tuple[str, ...]
    """Public addresses, IPv4 first; none where the node has no public interface."""
    exposures: tuple[Exposure, ...]
    containers: bool
    """Whether containers run on it."""

    def exposed(self, kind: str) -> frozenset[int]:
        """Return the ports of one kind of exposure."""
        return frozenset(port for each in self.exposures if each.kind == kind for port in each.ports)

    @property
    def pings(self) -> bool:
        """Whether the internet may ping it."""
        return any(each.protocol == "icmp" for each in self.exposures)


@dataclass(frozen=True)
class Flow:
    """What one role may reach on another inside."""

    source: str
    target: str
    protocol: Protocol
    ports: frozenset[int]
    reason: str


@dataclass(frozen=True)
class Declared:
    """One environment."""

    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]

    @property
    def roles(self) -> list[str]:
        """The roles that have nodes, in the order of the nodes."""
        return list(dict.fromkeys(each.role for each in self.nodes.values()))

    def allowed(self, source: str, target: str, protocol: Protocol) -> dict[int, Flow]:
        """Return the ports that flows let one role reach on another."""
        return {
            port: flow
            for flow in self.flows
            if (flow.source, flow.target, flow.protocol) == (source, target, protocol)
            for port in flow.ports
        }


def read(environment: Mapping[str, Any]) -> Declared:
    """Return what the stack's output `environment` declares; its shape is in `arqora_infra/environment.py`."""
    flows = tuple(
        Flow(each["source"], each["target"], each["protocol"], frozenset(numbers(each["port"])), each["reason"])
        for each in environment["flows"]
    )
    return Declared({name: node(name, each) for name, each in environment["nodes"].items()}, flows)


def node(name: str, described: Mapping[str, Any]) -> Node:
    """Return one node."""
    public = [described.get("ipv4"), first(described.get("ipv6"))]
    exposures = tuple(
        Exposure(each["kind"], each["protocol"], frozenset(numbers(each.get("port", ""))))
        for each in described["exposures"]
    )
    containers = bool(described.get("containers"))
    addresses = tuple(each for each in public if each)
    return Node(name, described["role"], described["address"], addresses, exposures, containers)


def first(network: str | None) -> str | None:
    """Return the address that a server has in its IPv6 network: the first one, as its image configures it."""
    return str(ip_network(network)[1]) if network and "/" in network else network
