"""A node's name ends with its number in its role: `app-2` is number 2. Pure decisions."""

from collections import defaultdict
from collections.abc import Mapping

from arqora_infra.settings import NodeSettings


def number(name: str) -> int:
    """Return the number at the end of a node's name."""
    return int(name.rpartition("-")[2])


def highest(nodes: Mapping[str, NodeSettings]) -> dict[str, int]:
    """Return the highest number of a node of each role."""
    found: dict[str, int] = defaultdict(int)
    for name, node in nodes.items():
        found[node.role] = max(found[node.role], number(name))
    return dict(found)


def problems(nodes: Mapping[str, NodeSettings]) -> list[str]:
    """Return a line for each node whose number another node of its role has already."""
    seen: dict[tuple[str, int], str] = {}
    found = []
    for name, node in nodes.items():
        first = seen.setdefault((node.role, number(name)), name)
        if first != name:
            found.append(
                f"nodes.{name}: number {number(name)} of role {node.role} is {first} already, "
                "and it decides the address; rename one"
            )
    return found
