"""One environment: the only place where two components meet.

The stack's output `environment` describes it for reports and audits:

    network      {range, tunnel, subnets: {role: cidr}}
    flows        [{source, target, protocol, port, reason}]
    nodes        {name: {role, serverType, location, image, generation, address, ipv4, ipv6, sshHostKey,
                 wireguardPublicKey, exposures, ceiling, headroom: {memory, cpu, disk}}}
    monthlyCost  {currency, total, servers, addresses, volumes, asOf}
"""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network, ip_network
from typing import Any

import pulumi
import pulumi_hcloud as hcloud

from arqora_infra import cost, existing, numbering
from arqora_infra.settings import NodeSettings, Settings
from components._base import catalogue, exposure, labels
from components._base.errors import refuse
from components._base.exposure import Ranges
from components._base.segment import Segment
from components.compute_node import ComputeNode, ComputeNodeArgs, Existing
from components.private_network import AddressPlan, PrivateNetwork, PrivateNetworkArgs, Route


def build(settings: Settings) -> None:
    """Register everything one environment is made of.

    Everything is checked before anything is registered, so a mistake in one node leaves nothing half made.

    Raises:
        ArgumentError: the settings cannot be built; one line for each problem.

    """
    network_args, node_args = arguments(settings, existing.servers())
    network = PrivateNetwork("private", network_args)
    key = hcloud.SshKey("admin", name="admin", public_key=login_key(settings), labels=labels.owned())
    groups = spread(settings)
    nodes = {}
    for name, args in node_args.items():
        wired = {"segment": network.segment, "ssh_key": key.id, "placement_group": groups.get(name)}
        nodes[name] = ComputeNode(name, args.model_copy(update=wired))
    pulumi.export("environment", describe(settings, node_args, nodes))


def arguments(
    settings: Settings, servers: Mapping[str, tuple[Existing, ...]]
) -> tuple[PrivateNetworkArgs, dict[str, ComputeNodeArgs]]:
    """Return the arguments of the network and of every node, not wired to each other yet.

    Args:
        settings: of the environment.
        servers: what exists already, by node.

    Raises:
        ArgumentError: they cannot be built.

    """
    refuse([*numbering.problems(settings.nodes), *egress_problems(settings)])
    plan = AddressPlan(settings.network.ip_range, settings.network.tunnel_range, settings.network.subnets)
    addresses = {}
    problems = []
    for name, node in settings.nodes.items():
        try:
            addresses[name] = plan.address(node.role, numbering.number(name), node.generation)
        except ValueError as error:
            problems.append(f"nodes.{name}: {error}")
    refuse(problems)
    network = network_arguments(settings, addresses[settings.network.egress])
    unwired = Segment(
        pulumi.Output.from_input(0), network.ip_range, network.tunnel_range, network.subnets, network.flows
    )
    nodes = {
        name: ComputeNodeArgs(
            **shared(node) | {"image": node.image or settings.image},
            address=addresses[name],
            segment=unwired,
            administration=settings.administration,
            ssh_key=pulumi.Output.from_input(""),
            existing=servers.get(name, ()),
            unavailable=settings.unavailable,
            edge=edge_ranges(),
        )
        for name, node in settings.nodes.items()
    }
    wrong = [f"network.{each}" for each in network.problems()]
    wrong += [f"nodes.{name}.{each}" for name, args in nodes.items() for each in args.problems()]
    refuse(wrong)
    return network, nodes


def shared(node: NodeSettings) -> dict[str, Any]:
    """Return what a node's settings and its component's arguments have in common."""
    return {key: getattr(node, key) for key in NodeSettings.model_fields.keys() & ComputeNodeArgs.model_fields.keys()}


def egress_problems(settings: Settings) -> list[str]:
    """Return what is wrong with the gateway of the private hosts."""
    egress = settings.network.egress
    forwarding = [name for name, node in settings.nodes.items() if node.forwards]
    if egress in forwarding:
        return []
    there = ", ".join(forwarding) or "none"
    return [f"network.egress: {egress} is no node that forwards; there are {there}; set `forwards` on a gateway"]


def network_arguments(settings: Settings, gateway: IPv4Address) -> PrivateNetworkArgs:
    """Return the network's arguments: private hosts leave, and people come in, through the gateway."""
    given = settings.network
    destinations = (IPv4Network("0.0.0.0/0"), given.tunnel_range)
    return PrivateNetworkArgs(
        ip_range=given.ip_range,
        tunnel_range=given.tunnel_range,
        zone=given.zone,
        subnets=given.subnets,
        nodes=numbering.highest(settings.nodes),
        flows=given.flows,
        routes=tuple(Route(destination=each, gateway=gateway) for each in destinations),
        vswitch=given.vswitch,
        delete_protection=given.delete_protection,
    )


def login_key(settings: Settings) -> str:
    """Return the key that the vendor is given: without one it sends a root password by mail. Root cannot log in."""
    return (*settings.administration.keys, *settings.administration.authorities)[0]


def edge_ranges() -> Ranges:
    """Return the address ranges that the edge calls origins from."""
    listed = catalogue.read("cloudflare/ranges.yaml")
    return tuple(ip_network(each) for each in listed["ipv4"] + listed["ipv6"])


def spread(settings: Settings) -> dict[str, pulumi.Output[int]]:
    """Make placement groups that keep a role's nodes on different machines. Returns each node's group."""
    size = catalogue.limits()["placement_group"]["servers"]
    groups: dict[str, pulumi.Output[int]] = {}
    for role in settings.network.subnets:
        nodes = [name for name, node in settings.nodes.items() if node.role == role and node.spread]
        for start in range(0, len(nodes) if len(nodes) > 1 else 0, size):
            name = role if start == 0 else f"{role}-{start // size + 1}"
            group = hcloud.PlacementGroup(name, name=name, type="spread", labels=labels.owned() | {labels.ROLE: role})
            groups |= dict.fromkeys(nodes[start : start + size], group.id.apply(int))
    return groups


def describe(
    settings: Settings, arguments: Mapping[str, ComputeNodeArgs], nodes: Mapping[str, ComputeNode]
) -> dict[str, Any]:
    """Return the environment's description; its shape is in this module's docstring."""
    network = settings.network
    return {
        "network": {
            "range": str(network.ip_range),
            "tunnel": str(network.tunnel_range),
            "subnets": {role: str(subnet) for role, subnet in network.subnets.items()},
        },
        "flows": [flow.facts() for flow in network.flows],
        "nodes": {name: describe_node(arguments[name], node) for name, node in nodes.items()},
        "monthlyCost": cost.monthly(
            (node.placement, arguments[name].public, arguments[name].volumes) for name, node in nodes.items()
        ),
    }


def describe_node(args: ComputeNodeArgs, node: ComputeNode) -> dict[str, Any]:
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
        "wireguardPublicKey": node.wireguard_public_key,
        "exposures": [exposure.facts(each) for each in args.exposures],
        "ceiling": args.ceiling,
        "headroom": node.shares.facts(),
    }
