"""The edge of an environment: which nodes answer it, for which services, and its description.

Shape of the stack's output:

    environment.edge    {zone, zoneId, nameServers: [name], services: {host: [node]}, sites: {host: {script, account}}}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address
from typing import Any, Literal

import pulumi

from arqora_infra.settings import EdgeSettings, Settings
from components._base.exposure import HttpsFromEdge
from components.compute_node import ComputeNode
from components.edge_zone import Domain, EdgeZone, EdgeZoneArgs, EdgeZoneSettings, ExistingRuleset, Origin, names, sites
from components.origin_lock import OriginLock, OriginLockArgs

LOOPBACK = IPv4Address("127.0.0.1")
PLACES = {"generations": "edge.pulls"} | dict.fromkeys(("hostnames", "upstreams", "health"), "edge.services")
"""Where in the settings an argument of the lock comes from."""


def exposed(settings: Settings) -> tuple[str, ...]:
    """Return the nodes that answer the edge."""
    return tuple(
        name for name, node in settings.nodes.items() if any(isinstance(each, HttpsFromEdge) for each in node.exposures)
    )


def problems(settings: Settings) -> list[str]:
    """Return how services, nodes and their flows do not fit together, one line each."""
    edge, nodes = settings.edge, exposed(settings)
    if edge is None:
        return [
            f"nodes.{name}.exposures: https-from-edge, and there is no edge that it could come from; describe the zone "
            "in `edge`, or take the exposure out"
            for name in nodes
        ]
    found = [
        f"nodes.{name}.exposures: https-from-edge, but edge.origins is {edge.origins or 'not set'}; "
        f"set it to {settings.nodes[name].role}, or take the exposure out"
        for name in nodes
        if settings.nodes[name].role != edge.origins
    ]
    if edge.services and not edge.pulls:
        found.append("edge.pulls: is empty, so nothing proves the edge to origins; set {1: today}")
    if edge.services and not nodes:
        found.append("edge.services: no node exposes https-from-edge, so nobody answers; expose it on edge.origins")
    for host, service in edge.services.items():
        found += service_problems(f"edge.services.{host}", settings, edge, service.role, service.port)
    return found


def service_problems(path: str, settings: Settings, edge: EdgeSettings, role: str, port: int) -> list[str]:
    """Return why origins could not reach a service."""
    if not any(node.role == role for node in settings.nodes.values()):
        return [f"{path}.role: no node has the role {role}; add one, or name another role"]
    source = edge.origins or ""
    allowed = role == source or any(flow.lets_in(source, role, port) for flow in settings.network.flows)
    if allowed:
        return []
    return [f"{path}.port: no flow leads from {source} to {role} on {port}; add it to network.flows"]


def lock_arguments(settings: Settings, addresses: Mapping[str, IPv4Address], today: date) -> OriginLockArgs | None:
    """Return the arguments of the lock between edge and origins; None where no service stands behind the edge."""
    edge = settings.edge
    if edge is None or not edge.services:
        return None

    def upstreams(role: str, port: int) -> tuple[str, ...]:
        if role == edge.origins:
            return (f"{LOOPBACK}:{port}",)
        return tuple(f"{addresses[name]}:{port}" for name, node in settings.nodes.items() if node.role == role)

    led = {names.full(host, edge.zone): upstreams(each.role, each.port) for host, each in edge.services.items()}
    health = {names.full(host, edge.zone): each.health for host, each in edge.services.items() if each.health}
    return OriginLockArgs(
        zone=edge.zone,
        hostnames=tuple(led),
        upstreams=led,
        health=health,
        generations=edge.pulls,
        today=today,
    )


@dataclass(frozen=True)
class Behind:
    """What stands behind the zone, and the zone as far as it is made before that."""

    origins: Sequence[Origin]
    """Where services are."""
    nodes: Sequence[ComputeNode] = ()
    """That answer the edge: it shows a new certificate only when they admit it."""
    lock: OriginLock | None = None
    """Has the certificates; None before there is one."""
    domain: Domain | None = None


def zone_arguments(
    settings: Settings, behind: Behind, existing: tuple[ExistingRuleset, ...], today: date
) -> EdgeZoneArgs | None:
    """Return the arguments of the zone, wired to what stands behind it.

    Args:
        settings: of the environment.
        behind: what stands behind it.
        existing: rulesets of the zone that are there already.
        today: in UTC.

    """
    edge = settings.edge
    if edge is None:
        return None
    return EdgeZoneArgs(
        **{name: getattr(edge, name) for name in EdgeZoneSettings.model_fields},
        origins=dict.fromkeys(edge.services, tuple(behind.origins)),
        pull_certificates=behind.lock.pull_certificates if behind.lock else {},
        after=tuple(behind.nodes),
        domain=behind.domain,
        existing=existing,
        today=today,
    )


def unwired(settings: Settings) -> Behind:
    """Return what is known before nodes exist: who they are."""
    return Behind([Origin(name, 4, pulumi.Output.from_input("")) for name in exposed(settings)])


def wired(nodes: Mapping[str, ComputeNode], lock: OriginLock | None, domain: Domain | None) -> Behind:
    """Return the nodes that answer the edge, and where they are."""
    origins = [origin for name, node in nodes.items() for origin in at(name, node)]
    return Behind(origins, tuple(nodes.values()), lock, domain)


def at(name: str, node: ComputeNode) -> list[Origin]:
    """Return the public addresses of a node."""
    told: list[tuple[Literal[4, 6], pulumi.Output[str] | None]] = [(4, node.ipv4), (6, node.ipv6_address)]
    return [Origin(name, version, address) for version, address in told if address is not None]


def describe(environment: Settings, zone: EdgeZone | None, origins: Sequence[str]) -> dict[str, Any] | None:
    """Return the output's part; its shape is in the docstring of this module."""
    settings = environment.edge
    if settings is None or zone is None:
        return None
    return {
        "zone": settings.zone,
        "zoneId": zone.zone_id,
        "nameServers": zone.name_servers,
        "services": {names.full(host, settings.zone): list(origins) for host in settings.services},
        "sites": {
            names.full(host, settings.zone): {
                "script": sites.script(host, settings.zone),
                "account": settings.account_id,
            }
            for host in settings.sites
        },
    }
