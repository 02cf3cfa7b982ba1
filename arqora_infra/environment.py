"""One environment: the only place where two components meet.

The stack's output `environment` describes it for reports and audits:

    network      {range, tunnel, subnets: {role: cidr}}
    flows        [{source, target, protocol, port, reason}]
    edge         see `edge.py`; null where there is none
    tunnel       {peers, gateways}: see `tunnel.py`, which also says what the secret output `tunnelSecrets` holds
    nodes        {name: {role, serverType, location, image, generation, address, ipv4, ipv6, sshHostKey, sshUser,
                 bundle: {digest, parts} or null, containers, exposures, ceiling, headroom: {memory, cpu, disk}}}
    monthlyCost  {currency, total, servers, addresses, volumes, asOf}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from ipaddress import IPv4Address, IPv4Network
from typing import Any

import pulumi
import pulumi_hcloud as hcloud

from arqora_infra import announcement, description, edge, existing, journals, numbering, tunnel
from arqora_infra.existing import Answers
from arqora_infra.places import placed
from arqora_infra.settings import NodeSettings, Settings
from components._base import catalogue, labels
from components._base.errors import refuse
from components._base.segment import Segment
from components.compute_node import ComputeNode, ComputeNodeArgs
from components.edge_zone import EdgeZone, EdgeZoneArgs
from components.origin_lock import OriginLock, OriginLockArgs
from components.private_network import AddressPlan, PrivateNetwork, PrivateNetworkArgs, Route
from components.wireguard_gateway import WireGuardGateway, WireGuardGatewayArgs


@dataclass(frozen=True)
class Arguments:
    """The arguments of every component, not wired to each other yet."""

    network: PrivateNetworkArgs
    gateways: Mapping[str, WireGuardGatewayArgs]
    nodes: Mapping[str, ComputeNodeArgs]
    lock: OriginLockArgs | None
    zone: EdgeZoneArgs | None


def build(settings: Settings) -> None:
    """Register everything one environment is made of.

    Everything is checked before anything is registered, so a mistake in one node leaves nothing half made.

    Raises:
        ArgumentError: the settings cannot be built; one line for each problem.

    """
    today = datetime.now(UTC).date()
    answers = existing.ask(settings.edge)
    given = arguments(settings, answers, today)
    network = PrivateNetwork("private", given.network)
    gateways = {name: WireGuardGateway(name, args) for name, args in given.gateways.items()}
    key = hcloud.SshKey("admin", name="admin", public_key=login_key(settings), labels=labels.owned())
    groups = spread(settings)
    answering = edge.exposed(settings)
    domain = EdgeZone.domain("edge", settings.edge) if settings.edge else None
    waiting = {"after": (domain.resource,) if domain else ()}  # the vendor signs for zones that it has
    lock = OriginLock("origins", given.lock.model_copy(update=waiting)) if given.lock else None
    nodes = {}
    for name, args in given.nodes.items():
        wired = {"segment": network.segment, "ssh_key": key.id, "placement_group": groups.get(name)}
        wired |= tunnel.wiring(gateways, name, args.address)
        wired["parts"] = (*tunnel.parts(gateways, name), *((lock.part,) if lock and name in answering else ()))
        nodes[name] = ComputeNode(name, args.model_copy(update=wired))
    behind = edge.wired({name: nodes[name] for name in answering}, lock, domain)
    wired_zone = edge.zone_arguments(settings, behind, answers.rulesets, today)
    zone = EdgeZone("edge", wired_zone) if wired_zone else None
    described = description.environment(settings, given.nodes, nodes)
    described["edge"] = edge.describe(settings, zone, answering)
    entrance, secrets = tunnel.describe(gateways, given.gateways, nodes), tunnel.secrets(gateways)
    announcement.Tunnel("tunnel", entrance, secrets)
    pulumi.export("environment", described | {"tunnel": entrance})
    pulumi.export("tunnelSecrets", secrets)


def arguments(settings: Settings, answers: Answers, today: date) -> Arguments:
    """Return the arguments of the network, the gateways and every node.

    Args:
        settings: of the environment.
        answers: what the vendors say of what exists already.
        today: in UTC; people whose last day is before it are left out.

    Raises:
        ArgumentError: they cannot be built.

    """
    refuse(
        [
            *numbering.problems(settings.nodes),
            *egress_problems(settings),
            *journals.problems(settings),
            *edge.problems(settings),
        ]
    )
    plan = AddressPlan(settings.network.ip_range, settings.network.tunnel_range, settings.network.subnets)
    addresses = {}
    problems = []
    for name, node in settings.nodes.items():
        try:
            addresses[name] = plan.address(node.role, numbering.number(name), node.generation)
        except ValueError as error:
            problems.append(f"nodes.{name}: {error}")
    refuse(problems)
    unwired = unwired_segment(settings)
    gateways = tunnel.arguments(settings, unwired, today)
    refuse(tunnel.problems(settings, gateways))
    network = network_arguments(settings, addresses[settings.network.egress], tunnel.routes(gateways, addresses))
    nodes = {
        name: ComputeNodeArgs(
            **shared(node) | {"image": node.image or settings.image},
            address=addresses[name],
            segment=unwired,
            administration=settings.administration,
            ssh_key=pulumi.Output.from_input(""),
            existing=answers.servers.get(name, ()),
            unavailable=settings.unavailable,
            edge=answers.edge_ranges,
            number=numbering.number(name),
            collector=journals.collector(settings, addresses),
            converge=settings.converge,
        )
        for name, node in settings.nodes.items()
    }
    wrong = [f"network.{each}" for each in network.problems()]
    wrong += [f"nodes.{name}.{each}" for name, args in nodes.items() for each in args.problems()]
    lock = edge.lock_arguments(settings, addresses, today)
    zone = edge.zone_arguments(settings, edge.unwired(settings), answers.rulesets, today)
    wrong += [placed(each, edge.PLACES, "edge.") for each in lock.problems()] if lock else []
    wrong += [f"edge.{each}" for each in zone.problems()] if zone else []
    refuse(wrong)
    return Arguments(network, gateways, nodes, lock, zone)


def unwired_segment(settings: Settings) -> Segment:
    """Return what is known of the network before it exists."""
    network = settings.network
    return Segment(pulumi.Output.from_input(0), network.ip_range, network.tunnel_range, network.subnets, network.flows)


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


def network_arguments(settings: Settings, egress: IPv4Address, back: tuple[Route, ...]) -> PrivateNetworkArgs:
    """Return the network's arguments.

    Args:
        settings: of the environment.
        egress: through which private hosts leave.
        back: how answers reach people in the tunnel.

    """
    given = settings.network
    return PrivateNetworkArgs(
        ip_range=given.ip_range,
        tunnel_range=given.tunnel_range,
        zone=given.zone,
        subnets=given.subnets,
        nodes=numbering.highest(settings.nodes),
        flows=given.flows,
        routes=(Route(destination=IPv4Network("0.0.0.0/0"), gateway=egress), *back),
        vswitch=given.vswitch,
        delete_protection=given.delete_protection,
    )


def login_key(settings: Settings) -> str:
    """Return the key that the vendor is given: without one it sends a root password by mail. Root cannot log in."""
    return (*settings.administration.keys, *settings.administration.authorities)[0]


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
