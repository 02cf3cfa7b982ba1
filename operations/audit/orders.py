"""What a probe is told to look at from each place."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from operations.audit.declared import Declared, Node
from operations.audit.inside import METADATA
from operations.audit.probe.order import numbers, ranges
from operations.audit.probe.payloads import PAYLOADS

ALL = "1-65535"
OFTEN = (
    "1-1024,2222,2375-2380,3000,3100,3306,3389,4443,5000,5432-5433,5601,5900,6379,6432,6443,7000,8000,8008,8080-8081,"
    "8086,8200-8201,8300-8302,8443,8500,8888,9000,9090-9093,9100,9187,9200,9300,9443,10250,11211,22022,22222,26379,"
    "27017,50000"
)
"""Where services are. For ways on which each packet leaves an entry in a connection table for two minutes: from a
container, and from a private host through the gateway. All ports there would fill the table of a host at work."""


@dataclass(frozen=True)
class Pace:
    """How fast to look, and how long to wait."""

    outside: int
    """Packets a second from the internet."""
    inside: int
    """Packets a second from each node."""
    rounds: int = 2
    """From the internet."""
    inside_rounds: int = 2
    """From each node."""
    settle: float = 0.5
    """Seconds to listen after the last packet."""


SANDBOX = Pace(outside=200_000, inside=100_000, inside_rounds=1)
"""One machine's namespaces: as fast as two cores send. Inside, one round does: every packet stays in one kernel, which
counts those that it loses, and the probe repeats a round in which it did."""
LIVE = Pace(outside=5_000, inside=1_000, settle=2.0)
"""A vendor tracks at most 10,000 new and 80,000 open connections a server (docs.hetzner.com, firewalls FAQ), and a
scan should not be felt: eight addresses take three and a half minutes from outside, 18 minutes from a node."""


@dataclass(frozen=True)
class Looks:
    """What is looked at, and how fast."""

    pace: Pace
    tcp: str = ALL
    """TCP ports, a list such as `22,8000-8010`."""

    def from_internet(self, targets: list[dict[str, Any]]) -> dict[str, Any]:
        """Return an order as the probe reads it."""
        pace = self.pace
        return {"targets": targets, "rate": pace.outside, "rounds": pace.rounds, "settle": pace.settle}

    def from_node(self, targets: list[dict[str, Any]]) -> dict[str, Any]:
        """Return an order as the probe reads it."""
        pace = self.pace
        return {"targets": targets, "rate": pace.inside, "rounds": pace.inside_rounds, "settle": pace.settle}


def outside(declared: Declared, looks: Looks) -> dict[str, Any]:
    """Return the order for a place on the internet: every public address."""
    targets = [
        target(address, looks.tcp, udp(declared), ping=True)
        for node in declared.nodes.values()
        for address in node.public
    ]
    return looks.from_internet(targets)


def inside(declared: Declared, source: Node, looks: Looks) -> dict[str, Any]:
    """Return the order for a node: every other node's private and public addresses."""
    families = {ip_address(each).version for each in source.public}
    targets = []
    for node in others(declared, source):
        targets.append(target(node.address, looks.tcp, udp(declared), ping=False))
        for address in node.public:
            direct = ip_address(address).version in families
            ports = looks.tcp if direct else common(looks.tcp, often(declared))
            targets.append(target(address, ports, udp(declared), ping=False))
    return looks.from_node(targets)


def container(declared: Declared, source: Node, looks: Looks) -> dict[str, Any]:
    """Return the order for a container's network: the same addresses, and the vendor's metadata service."""
    ports = common(looks.tcp, often(declared))
    targets = [
        target(address, ports, udp(declared), ping=False)
        for node in others(declared, source)
        for address in (node.address, *node.public)
    ]
    return looks.from_node([*targets, target(METADATA, "80", [], ping=False)])


def others(declared: Declared, source: Node) -> list[Node]:
    """Return all nodes but one."""
    return [each for each in declared.nodes.values() if each.name != source.name]


def target(address: str, tcp: str, asked: Iterable[int], *, ping: bool) -> dict[str, Any]:
    """Return one address of an order."""
    return {"address": address, "tcp": tcp, "udp": ranges(asked), "ping": ping}


def udp(declared: Declared) -> list[int]:
    """Return the UDP ports to ask: where services are, and where this environment has any."""
    tunnels = {port for node in declared.nodes.values() for port in node.exposed("wireguard-port")}
    flows = {port for flow in declared.flows if flow.protocol == "udp" for port in sorted(flow.ports)[:16]}
    return sorted({*PAYLOADS, *tunnels, *flows})


def often(declared: Declared) -> str:
    """Return the TCP ports where services are, those of this environment included."""
    flows = {port for flow in declared.flows if flow.protocol == "tcp" for port in flow.ports}
    return ranges({*numbers(OFTEN), *flows})


def common(one: str, other: str) -> str:
    """Return the ports that are in both lists."""
    return ranges(set(numbers(one)) & set(numbers(other)))
