"""Reads the vendor's resources into the picture."""

from collections.abc import Iterator

from ..allow_list import ROLE_LABEL
from ..picture.parts import Firewall, Picture, Server
from ..resource import Stack
from .addresses import addresses
from .attachment import attachments
from .balancer import balancers, services, targets
from .blocks import known
from .firewall import openings
from .interface import private_only
from .private import interfaces, networks, routes
from .selectors import Labelled
from .tokens import (
    FIREWALL,
    FIREWALL_ATTACHMENT,
    FLOATING_IP,
    FLOATING_IP_ASSIGNMENT,
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
    NETWORK,
    NETWORK_ROUTE,
    NETWORK_SUBNET,
    PRIMARY_IP,
    SERVER,
    SERVER_NETWORK,
)

READS = (
    SERVER,
    FIREWALL,
    FIREWALL_ATTACHMENT,
    PRIMARY_IP,
    FLOATING_IP,
    FLOATING_IP_ASSIGNMENT,
    NETWORK,
    NETWORK_SUBNET,
    NETWORK_ROUTE,
    SERVER_NETWORK,
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
)
"""Types that it is drawn from; a rule that looks at the picture reads them."""


def picture(stack: Stack) -> Picture:
    """Return a stack's servers, firewalls, addresses, networks and load balancers, and how they hang together."""
    labelled = Labelled(stack.of(SERVER))
    return Picture(
        servers=tuple(_servers(stack)),
        firewalls=tuple(Firewall(each.urn, each.name, tuple(openings(each))) for each in stack.of(FIREWALL)),
        attachments=tuple(attachments(stack, labelled)),
        addresses=tuple(addresses(stack)),
        networks=tuple(networks(stack)),
        interfaces=tuple(interfaces(stack)),
        routes=tuple(routes(stack)),
        balancers=tuple(balancers(stack)),
        services=tuple(services(stack)),
        targets=tuple(targets(stack, labelled)),
    )


def _servers(stack: Stack) -> Iterator[Server]:
    for server in stack.of(SERVER):
        blocks = known(server, "ipv4Address", "ipv6Address", "ipv6Network")
        yield Server(server.urn, server.name, server.label(ROLE_LABEL), not private_only(server), blocks)
