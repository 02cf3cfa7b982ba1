"""What the stack says of the environment, the tunnel aside; its shape is in `environment.py`."""

from collections.abc import Mapping
from typing import Any

from arqora_infra import cost
from arqora_infra.settings import Settings
from components._base import exposure
from components.compute_node import ComputeNode, ComputeNodeArgs


def environment(
    settings: Settings, arguments: Mapping[str, ComputeNodeArgs], nodes: Mapping[str, ComputeNode]
) -> dict[str, Any]:
    """Return the environment's description; its shape is in the docstring of `environment.py`."""
    network = settings.network
    return {
        "network": {
            "range": str(network.ip_range),
            "tunnel": str(network.tunnel_range),
            "subnets": {role: str(subnet) for role, subnet in network.subnets.items()},
        },
        "flows": [flow.facts() for flow in network.flows],
        "nodes": {name: node_facts(arguments[name], node) for name, node in nodes.items()},
        "monthlyCost": cost.monthly(
            (node.placement, arguments[name].public, arguments[name].volumes) for name, node in nodes.items()
        ),
    }


def node_facts(args: ComputeNodeArgs, node: ComputeNode) -> dict[str, Any]:
    """Return one node's description."""
    return {
        "role": args.role,
        "serverType": node.placement.server_type,
        "location": node.placement.location,
        "image": args.image,
        "generation": args.generation,
        "address": str(args.address),
        "ipv4": node.ipv4,
        "ipv6": node.ipv6,
        "sshHostKey": node.ssh_host_key,
        "sshUser": args.administration.user,
        "bundle": {"digest": node.bundle.digest, "parts": [each.name for each in node.bundle.parts]}
        if args.converge
        else None,
        "containers": args.containers,
        "exposures": [exposure.facts(each) for each in args.exposures],
        "ceiling": args.ceiling,
        "headroom": node.shares.facts(),
    }
