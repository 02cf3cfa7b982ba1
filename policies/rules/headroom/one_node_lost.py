"""A role still carries its load when it has lost one node.

Work moves, memory does not: a service of the lost node runs on the others already, and gets the work of the lost one
there in equal parts. What a host needs for itself goes with the host.
"""

from collections import defaultdict
from collections.abc import Iterator

from ...capacity import capacities
from ...finding import Finding
from ...hetzner.tokens import COMPUTE_NODE
from ...options import TEXT, accepted
from ...reading import Value
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

CEILING = 0.90
"""Source: Arqora's principle, `every server sized with headroom, never near 90 %` (design, section 1)."""
OF_THE_HOST = ("system", "node-exporter")
"""Services that every host has for itself, as the environments call them."""


@stack_rule(
    "one-node-lost",
    reads=(COMPUTE_NODE,),
    protects="the nodes that are left are overloaded by the work of the one that is lost, and go down after it",
    remedy="take larger server types or another node; or accept it in the configuration (one-node-lost.accepted)",
    options={"accepted": accepted("roles that need not carry their load with one node less", role=TEXT)},
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Take each node of a role away in turn; a role of one node has nobody to take its work over."""
    excused = {entry["role"]: entry for entry in settings.option("one-node-lost", "accepted", ())}
    by_role: dict[str, list[Resource]] = defaultdict(list)
    for node in stack.of(COMPUTE_NODE):
        role = node.get("role")
        if isinstance(role, str):
            by_role[role].append(node)
    for role, nodes in sorted(by_role.items()):
        for left, share in _overloaded(nodes) if len(nodes) > 1 else ():
            facts = (
                f"would run at {share:.0%} of its cores with one other node of role {role} lost, ceiling {CEILING:.0%}"
            )
            if entry := excused.get(role):
                yield Finding(f"{facts}: accepted by {entry['owner']}, {entry['reason']}", left, notice=True)
            else:
                yield Finding(facts, left)


def _overloaded(nodes: list[Resource]) -> Iterator[tuple[Resource, float]]:
    """Yield each node that another one's work is too much for, with its highest share."""
    moving = [_cores(node, moving=True) for node in nodes]
    most_of_all, most_of_the_rest = sorted(moving, reverse=True)[:2]
    for node, own in zip(nodes, moving, strict=True):
        capacity = capacities().get(str(node.get("serverType")))
        if capacity is None:
            continue  # headroom-ceiling has said so
        most = most_of_the_rest if own == most_of_all else most_of_all
        share = (_cores(node) + most / (len(nodes) - 1)) / capacity.cores
        if share > CEILING * (1 + 1e-9):
            yield node, share


def _cores(node: Resource, *, moving: bool = False) -> float:
    """Return the cores that a node's load takes; a load that is no number is for `headroom-ceiling`."""
    services = node.get("load")
    total = 0.0
    for service in services if isinstance(services, list) else []:
        cpu = service.get("cpu") if isinstance(service, dict) else None
        if isinstance(cpu, int | float) and not (moving and _is_of_the_host(service)):
            total += cpu
    return total


def _is_of_the_host(service: Value) -> bool:
    return isinstance(service, dict) and service.get("service") in OF_THE_HOST
