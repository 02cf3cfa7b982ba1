"""What an environment is made of, for people, from the stack's own outputs."""

import json
from typing import Any

from rich.table import Table

from operations.console import out
from operations.engine import Target


def show(target: Target) -> None:
    """Print resources, nodes, exposures, headroom and cost of an environment that is up."""
    outputs = json.loads(target.quietly("stack", "output", "--json"))
    if "environment" not in outputs:
        out.print(f"{target.stack}: nothing is deployed yet")
        return
    environment = outputs["environment"]
    out.print(nodes(environment["nodes"]))
    exposed = [line for name, node in environment["nodes"].items() for line in exposures(name, node)]
    out.print("\n  ".join(["Reachable from the internet:", *(exposed or ["nothing"])]), soft_wrap=True)
    cost = environment["monthlyCost"]
    out.print(
        f"{count(target)} resources, {len(environment['flows'])} flows inside {environment['network']['range']}, "
        f"{cost['total']:.2f} {cost['currency']} a month (prices of {cost['asOf']}, net)",
        soft_wrap=True,
    )


def nodes(described: dict[str, Any]) -> Table:
    """Return a line for each node."""
    table = Table(box=None, pad_edge=False, collapse_padding=True, padding=(0, 1, 0, 0), header_style="bold")
    for column in ("node", "role", "type", "where", "private", "public", "mem", "cpu", "disk", "max"):
        table.add_column(column, no_wrap=True)
    for name, node in described.items():
        shares = [f"{node['headroom'][what]:.0%}" for what in ("memory", "cpu", "disk")]
        public = node.get("ipv4") or node.get("ipv6") or "-"
        place = (node["serverType"], node["location"], node["address"], public)
        table.add_row(name, node["role"], *place, *shares, f"{node['ceiling']:.0%}")
    return table


def exposures(name: str, node: dict[str, Any]) -> list[str]:
    """Return what the internet may reach on a node, in words."""
    return [
        f"{name} {each['protocol']}" + (f" {each['port']}" if "port" in each else "") + f" ({each['kind']})"
        for each in node["exposures"]
    ]


def count(target: Target) -> int:
    """Return how many resources the engine manages at the vendors."""
    resources = json.loads(target.quietly("stack", "export"))["deployment"].get("resources", [])
    return sum(each["custom"] and not each["type"].startswith("pulumi:") for each in resources)
