"""Judges what the internet sees of an environment by what the environment declares. Pure."""

from collections.abc import Iterator, Mapping

from operations.audit.declared import Declared, Node
from operations.audit.finding import Finding
from operations.audit.probe.order import ranges
from operations.audit.seen import Seen

INTERNET = "internet"
SSH = 22


def judge(declared: Declared, seen: Mapping[str, Seen], source: str = INTERNET) -> list[Finding]:
    """Return what is not as declared on the public addresses that were looked at.

    Args:
        declared: the environment.
        seen: by address, from a place that is neither the edge nor in the tunnel.
        source: that place, for people.

    """
    return [
        finding
        for node in declared.nodes.values()
        for address in node.public
        if address in seen
        for finding in address_findings(node, address, seen[address], source)
    ]


def address_findings(node: Node, address: str, seen: Seen, source: str) -> Iterator[Finding]:
    """Judge one public address."""

    def finding(protocol: str, port: str, wrong: str, why: str, remedy: str) -> Finding:
        return Finding(source, node.name, address, protocol, port, wrong, why, remedy)

    if not seen.routed:
        yield finding("-", "", "could not be looked at: no packet gets there", "it may be open to others", UNROUTED)
        return
    for port in sorted(seen.tcp.open):
        yield finding("tcp", str(port), *opened(node, port))
    for port in sorted(seen.udp.open):
        yield finding("udp", str(port), *answered(node, port))
    tunnels = seen.udp.refused & node.exposed("wireguard-port")
    for protocol, refused in (("tcp", seen.tcp.refused), ("udp", seen.udp.refused - tunnels)):
        if refused:
            yield finding(protocol, ranges(refused), "refused instead of dropped", REACHES, LOAD)
    for port in sorted(tunnels):
        yield finding("udp", str(port), "declared, but WireGuard does not run there", "nobody comes in", DOWN)
    if seen.ping is True and not node.pings:
        yield finding("icmp", "", "answers ping, but declares none", "it shows itself", f"{LOAD}, or declare `ping`")
    if seen.ping is False and node.pings:
        yield finding("icmp", "", "declares ping, but does not answer", "it is down, or its path is cut", DOWN)


def opened(node: Node, port: int) -> tuple[str, str, str]:
    """Say what is wrong with an open TCP port: to a stranger none may be."""
    if port in node.exposed("https-from-edge"):
        return "open to everybody, declared for the edge alone", "visitors get past the edge's protection", LOAD
    if port == SSH:
        return "SSH answers the internet", "whoever steals a key, or finds a flaw in sshd, is in", LOAD
    return "open, but not declared", "whatever listens there answers everybody", f"stop it, or {LOAD}"


def answered(node: Node, port: int) -> tuple[str, str, str]:
    """Say what is wrong with a UDP port that answers a stranger."""
    if port in node.exposed("wireguard-port"):
        return "answers without a key", "WireGuard never does, so something else listens there", f"stop it, or {LOAD}"
    return "answers, but is not declared", "whatever listens there answers everybody", f"stop it, or {LOAD}"


REACHES = "packets reach the host's kernel, so a service that starts there is open at once"
LOAD = "load its ruleset again (`arqora audit ENV` shows what changed, `arqora up ENV` repairs it)"
DOWN = "look at it through the vendor's console, or `arqora sandbox console NAME`"
UNROUTED = "look from a place that has both address families"
