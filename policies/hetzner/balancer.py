"""What a load balancer shows. No firewall filters it: every service of a public one is open to everybody."""

from collections.abc import Iterator
from typing import NamedTuple

from ..ports import ANY, PortError, Span
from ..ports import parse as parse_ports
from ..resource import Resource, Stack
from .tokens import LOAD_BALANCER, LOAD_BALANCER_NETWORK, LOAD_BALANCER_SERVICE, LOAD_BALANCER_TARGET, SERVER


class PortProperty(NamedTuple):
    """A port of a service, and what the vendor takes if it is left out, by protocol."""

    key: str
    defaults: dict[str, int]


LISTEN = PortProperty("listenPort", {"http": 80, "https": 443})
DESTINATION = PortProperty("destinationPort", {"http": 80, "https": 80})
"""Defaults: Hetzner Cloud API reference, load balancer services; tcp has none."""


class Targets(NamedTuple):
    """Where a load balancer leads to."""

    servers: tuple[Resource, ...]
    unseen: tuple[str, ...]
    """Names of targets that lead to something this stack does not show."""


def service_port(service: Resource, which: PortProperty) -> Span:
    """Return a port of a service; every port if it is not known or cannot be read."""
    value, protocol = service.get(which.key), service.get("protocol")
    if value is None and isinstance(protocol, str):
        value = which.defaults.get(protocol)
    try:
        return parse_ports(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else ANY
    except PortError:
        return ANY


def is_public(balancer: Resource, stack: Stack) -> bool:
    """Tell whether it answers the internet: yes, unless a network attachment of its own switches that off."""
    networks = [
        network
        for network in stack.of(LOAD_BALANCER_NETWORK)
        if balancer in stack.follow(network, "loadBalancerId", LOAD_BALANCER).found
    ]
    return not networks or any(network.get("enablePublicInterface") is not False for network in networks)


def services(balancer: Resource, stack: Stack) -> Iterator[Resource]:
    """Yield the services of a load balancer."""
    for service in stack.of(LOAD_BALANCER_SERVICE):
        if balancer in stack.follow(service, "loadBalancerId", LOAD_BALANCER).found:
            yield service


def targets(balancer: Resource, stack: Stack) -> Targets:
    """Return the servers behind a load balancer."""
    servers: dict[str, Resource] = {}
    unseen: list[str] = []
    for target in stack.of(LOAD_BALANCER_TARGET):
        if balancer not in stack.follow(target, "loadBalancerId", LOAD_BALANCER).found:
            continue
        reached = stack.follow(target, "serverId", SERVER)
        servers.update((server.urn, server) for server in reached.found)
        if reached.unresolved or target.get("type") != "server" or not reached.found:
            unseen.append(target.name)
    if balancer.get("targets") not in (None, []):
        unseen.append("its own targets")
    return Targets(tuple(servers.values()), tuple(unseen))
