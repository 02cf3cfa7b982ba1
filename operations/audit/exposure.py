"""The audit of what answers whom: from the internet, from each role to each other role, and from containers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from operations import hosts
from operations.audit import containers, declared, inside, orders, outside, scan
from operations.audit.declared import Declared, Node
from operations.audit.finding import Finding
from operations.audit.orders import Looks
from operations.audit.seen import Sight
from operations.hosts import Host, HostError
from operations.vantage import Vantage


@dataclass(frozen=True)
class Report:
    """What an audit saw, and what of it is not as declared."""

    declared: Declared
    sights: Mapping[str, Sight]
    """By the place looked from: `internet`, a node's name, `NODE/CONTAINER`."""
    findings: tuple[Finding, ...]

    def __add__(self, other: "Report") -> "Report":
        return replace(self, sights={**self.sights, **other.sights}, findings=self.findings + other.findings)


def from_outside(environment: Mapping[str, Any], vantage: Vantage, looks: Looks, say: Callable[[str], None]) -> Report:
    """Look at every public address from a place on the internet, and judge.

    Args:
        environment: the stack's output of that name.
        vantage: a place that is neither the edge nor in the tunnel.
        looks: what to look at, and how fast.
        say: is told how it goes.

    Raises:
        OperationError: it cannot be looked from there.

    """
    known = declared.read(environment)
    sight = scan.at(vantage, orders.outside(known, looks), say)
    return Report(known, {outside.INTERNET: sight}, tuple(outside.judge(known, sight.addresses)))


def between_roles(
    environment: Mapping[str, Any], vantage: Vantage, looks: Looks, *, every_node: bool = False, within: bool = False
) -> Report:
    """Look from a node of each role at all other nodes, through the tunnel, and judge.

    Args:
        environment: the stack's output of that name.
        vantage: a place in the tunnel.
        looks: what to look at, and how fast.
        every_node: from all nodes, not from one of each role.
        within: also from the networks of containers.

    """
    known = declared.read(environment)
    reached = hosts.of(environment, vantage)
    chosen = sources(known, every_node=every_node)
    report = Report(known, {}, ())
    for part in hosts.everywhere(
        [reached[each.name] for each in chosen], lambda host: look(known, host, looks)
    ).items():
        report += judged(known, *part)
    if within:
        with_containers = [reached[each.name] for each in known.nodes.values() if each.containers]
        for name, parts in hosts.everywhere(with_containers, lambda host: look_within(known, host, looks)).items():
            report += unseen(known, name, parts) if isinstance(parts, HostError) else sum(parts, Report(known, {}, ()))
    return report


def sources(known: Declared, *, every_node: bool) -> list[Node]:
    """Return the nodes to look from."""
    if every_node:
        return list(known.nodes.values())
    return [next(each for each in known.nodes.values() if each.role == role) for role in known.roles]


def look(known: Declared, host: Host, looks: Looks) -> Sight:
    """Look from one node at the others."""
    return scan.on(host, orders.inside(known, known.nodes[host.name], looks))


def judged(known: Declared, name: str, sight: Sight | HostError) -> Report:
    """Return what came of looking from one node."""
    if isinstance(sight, HostError):
        return unseen(known, name, sight)
    return Report(known, {name: sight}, tuple(inside.judge(known, known.nodes[name], sight.addresses)))


def look_within(known: Declared, host: Host, looks: Looks) -> list[Report]:
    """Look from the networks of a node's containers."""
    node = known.nodes[host.name]
    reports = []
    for name, process in containers.networks(host).items():
        sight = scan.on(host, orders.container(known, node, looks), process)
        findings = inside.judge(known, node, sight.addresses, name)
        reports.append(Report(known, {f"{host.name}/{name}": sight}, tuple(findings)))
    return reports


def unseen(known: Declared, name: str, error: HostError) -> Report:
    """Return the finding that it could not be looked from a node."""
    remedy = f"open the tunnel, and look at {name} (`arqora audit` says more)"
    wrong = f"could not look from here: {error}"
    node = known.nodes[name]
    found = Finding(name, name, node.address, "-", "", wrong, "what it reaches is not known", remedy)
    return Report(known, {}, (found,))
