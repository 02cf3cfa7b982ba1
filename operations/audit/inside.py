"""Judges what nodes see of each other by the declared flows. Pure."""

from collections.abc import Iterator, Mapping

from operations.audit import outside
from operations.audit.declared import Declared, Node, Protocol
from operations.audit.finding import Finding
from operations.audit.outside import LOAD
from operations.audit.probe.order import ranges
from operations.audit.seen import Ports, Seen

METADATA = "169.254.169.254"
"""The vendor's metadata service: whoever reaches it reads the user data."""


def judge(declared: Declared, source: Node, seen: Mapping[str, Seen], container: str | None = None) -> list[Finding]:
    """Return what is not as declared, seen from one node or from a container on it.

    Args:
        declared: the environment.
        source: the node that looked.
        seen: by address, private and public ones.
        container: the container whose network it looked from. What a container cannot reach is never a finding.

    """
    place = f"{source.name}/{container}" if container else source.name
    found = [
        finding
        for node in declared.nodes.values()
        for address in node.public
        if address in seen and seen[address].routed  # many nodes have no IPv6, rightly
        for finding in outside.address_findings(node, address, public(declared, source, node, seen[address]), place)
    ]
    for node in declared.nodes.values():
        if node.address in seen and node.name != source.name:
            found += private(declared, source, node, seen[node.address], place, strict=container is None)
    if container and METADATA in seen and seen[METADATA].tcp.answering:
        found.append(Finding(place, source.name, METADATA, "tcp", "80", *OPEN_METADATA))
    return found


def public(declared: Declared, source: Node, node: Node, seen: Seen) -> Seen:
    """Return what has to be judged as if a stranger had seen it.

    A node without public addresses reaches its gateway's from its private one, so flows pass there too. Who may ping,
    and whether the tunnel runs, is told from the internet.
    """
    tcp, udp = declared.allowed(source.role, node.role, "tcp"), declared.allowed(source.role, node.role, "udp")
    return Seen(seen.tcp.without(tcp), seen.udp.without({*udp, *node.exposed("wireguard-port")}))


def private(declared: Declared, source: Node, node: Node, seen: Seen, place: str, *, strict: bool) -> Iterator[Finding]:
    """Judge one node's private address: exactly what flows name passes, whether anybody listens there or not."""
    if not seen.routed:
        if strict:
            yield Finding(place, node.name, node.address, "-", "", *CUT)
        return
    both: tuple[tuple[Protocol, Ports], ...] = (("tcp", seen.tcp), ("udp", seen.udp))
    for protocol, ports in both:
        allowed = declared.allowed(source.role, node.role, protocol)
        exposed = node.exposed("wireguard-port") if protocol == "udp" else frozenset()
        others = ports.without({*allowed, *exposed})  # an exposure admits everybody, neighbours too
        for what, reached in (("open", others.open), ("refused", others.refused)):
            if reached:
                wrong = f"{what}, but no flow from {source.role} to {node.role} names it"
                yield Finding(place, node.name, node.address, protocol, ranges(reached), wrong, SEGMENTS, LOAD)
        silent = allowed.keys() - ports.answering if strict and protocol == "tcp" else set()
        for flow in dict.fromkeys(allowed[port] for port in sorted(silent)):
            blocked = ranges(flow.ports & silent)
            wrong = f"the flow from {source.role} to {node.role} does not pass"
            yield Finding(place, node.name, node.address, protocol, blocked, wrong, f"it is for: {flow.reason}", LOAD)


SEGMENTS = "whoever breaks into one role gets on to the next"
CUT = ("no packet gets there", "the private network is broken on the source", "look at its routes: `ip route`")
OPEN_METADATA = ("metadata answers a container", "the user data, with the host's identity, can be read there", LOAD)
