"""Where the hosts' journals go: to one node, by flows that let them in. Pure decisions."""

from collections.abc import Mapping
from ipaddress import IPv4Address

from arqora_infra.settings import Settings
from components.compute_node import Collector


def collector(settings: Settings, addresses: Mapping[str, IPv4Address]) -> Collector | None:
    """Return the node that collects journals, as its senders see it."""
    return Collector(addresses[settings.collector]) if settings.collector else None


def problems(settings: Settings) -> list[str]:
    """Return what keeps journals from their collector, one line each."""
    if not settings.collector:
        return []
    if settings.collector not in settings.nodes:
        there = ", ".join(settings.nodes)
        return [f"collector: there is no node {settings.collector}; there are {there}; name one, or leave it out"]
    target = settings.nodes[settings.collector].role
    nodes = {name: node for name, node in settings.nodes.items() if node.role in settings.network.subnets}
    senders = {node.role for name, node in nodes.items() if name != settings.collector}
    port = Collector.port
    return [
        f"network.flows: {role} may not send its journals to the collector {settings.collector}; "
        f"add {{source: {role}, target: {target}, protocol: tcp, port: '{port}', reason: …}}, or leave collector out"
        for role in sorted(senders)
        if not any(flow.lets_in(role, target, port) for flow in settings.network.flows)
    ]
