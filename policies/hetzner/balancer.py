"""What a load balancer shows. No firewall filters it: every service of a public one is open to everybody."""

from collections.abc import Iterator
from typing import NamedTuple

from ..allow_list import ROLE_LABEL
from ..picture.parts import Balancer, Leads, Service, Target
from ..ports import ANY, PortError, Span
from ..ports import parse as parse_ports
from ..reading import UNKNOWN, Value
from ..resource import Resource, Stack
from .blocks import block, known
from .selectors import Labelled
from .tokens import (
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
    PRIMARY_IP,
    SERVER,
)


class PortProperty(NamedTuple):
    """A port of a service, and what the vendor takes if it is left out, by protocol."""

    key: str
    defaults: dict[str, int]


LISTEN = PortProperty("listenPort", {"http": 80, "https": 443})
DESTINATION = PortProperty("destinationPort", {"http": 80, "https": 80})
"""Defaults: Hetzner Cloud API reference, load balancer services; tcp has none."""


def service_port(service: Resource, which: PortProperty) -> Span:
    """Return a port of a service; every port if it is not known or cannot be read."""
    value, protocol = service.get(which.key), service.get("protocol")
    if value is None and isinstance(protocol, str):
        value = which.defaults.get(protocol)
    try:
        return parse_ports(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else ANY
    except PortError:
        return ANY


def balancers(stack: Stack) -> Iterator[Balancer]:
    """Yield the load balancers. One is public unless a network attachment of its own switches that off."""
    private: dict[str, bool] = {}
    for attachment in stack.of(LOAD_BALANCER_NETWORK):
        off = attachment.get("enablePublicInterface") is False
        for balancer in stack.follow(attachment, "loadBalancerId", LOAD_BALANCER).found:
            private[balancer.urn] = private.get(balancer.urn, True) and off
    for balancer in stack.of(LOAD_BALANCER):
        role, blocks = balancer.label(ROLE_LABEL), known(balancer, "ipv4", "ipv6", "networkIp")
        yield Balancer(balancer.urn, balancer.name, role, not private.get(balancer.urn, False), blocks)


def services(stack: Stack) -> Iterator[Service]:
    """Yield what load balancers listen on; HTTPS that redirects listens on HTTP's port too."""
    for service in stack.of(LOAD_BALANCER_SERVICE):
        listen, inside = service_port(service, LISTEN), service_port(service, DESTINATION)
        balancer = _balancer(stack, service)
        yield Service(service.urn, service.name, balancer, listen=listen, inside=inside)
        http = service.get("http")
        if http is UNKNOWN or (isinstance(http, dict) and http.get("redirectHttp") not in (None, False)):
            redirect = Span(80, 80)
            yield Service(service.urn, service.name, balancer, listen=redirect, inside=redirect)


def targets(stack: Stack, labelled: Labelled) -> Iterator[Target]:
    """Yield what is behind load balancers, whether it is written down by itself or with the balancer."""
    for target in stack.of(LOAD_BALANCER_TARGET):
        leads = _leads(stack, target, labelled)
        yield Target(target.urn, target.name, _balancer(stack, target), leads)
    for balancer in stack.of(LOAD_BALANCER):
        inline = balancer.get("targets")
        if inline in (None, []):
            continue
        entries = inline if isinstance(inline, list) else [inline]
        readable = all(isinstance(entry, dict) and entry.get("type") == "server" for entry in entries)
        identifiers = [entry.get("serverId") if isinstance(entry, dict) else UNKNOWN for entry in entries]
        reached = stack.resolve(balancer, "targets", identifiers, SERVER)
        unseen = ("its own targets",) if reached.unresolved or not readable else ()
        leads = Leads(tuple(server.urn for server in reached.found), unseen=unseen)
        yield Target(balancer.urn, "its own targets", Leads((balancer.urn,)), leads)


def _balancer(stack: Stack, resource: Resource) -> Leads:
    found = stack.follow(resource, "loadBalancerId", LOAD_BALANCER)
    unseen = () if found.found else ("a load balancer that this stack does not declare",)
    return Leads(tuple(balancer.urn for balancer in found.found), unseen=unseen)


def _leads(stack: Stack, target: Resource, labelled: Labelled) -> Leads:
    kind = target.get("type")
    if kind == "server":
        servers = stack.follow(target, "serverId", SERVER)
        unseen = () if servers.found and not servers.unresolved else (target.name,)
        return Leads(tuple(server.urn for server in servers.found), unseen=unseen)
    if kind == "label_selector":
        meant = labelled.meant(target.get("labelSelector"))
        return Leads(tuple(server.urn for server in meant), unseen=() if meant else (target.name,))
    if kind == "ip":
        return _of_address(stack, target)
    return Leads(tuple(server.urn for server in stack.follow(target, "serverId", SERVER).found), unseen=(target.name,))


def _of_address(stack: Stack, target: Resource) -> Leads:
    """Return whose address it is; while it is not known, whose it will be."""
    address: Value = target.get("ip")
    if address is UNKNOWN:
        sources = [found for token in (SERVER, PRIMARY_IP) for found in stack.follow(target, "ip", token).found]
        return Leads(tuple(source.urn for source in sources), unseen=() if sources else (target.name,))
    blocks = block(address)
    return Leads(blocks=blocks, unseen=() if blocks else (target.name,))
