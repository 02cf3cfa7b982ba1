"""Addresses that are resources of their own, and the servers that they lead to."""

from collections import defaultdict
from collections.abc import Iterator

from ..networks import Block
from ..picture.parts import Address, Leads
from ..reading import Value
from ..resource import Resource, Stack
from .blocks import known
from .identifiers import identifier
from .tokens import FLOATING_IP, FLOATING_IP_ASSIGNMENT, PRIMARY_IP, SERVER


def addresses(stack: Stack) -> Iterator[Address]:
    """Yield primary and floating addresses, and the assignments of floating ones."""
    stated: dict[str, list[str]] = defaultdict(list)
    for server in stack.of(SERVER):
        for primary in stack.resolve(server, "publicNets", list(_stated(server)), PRIMARY_IP).found:
            stated[primary.urn].append(server.urn)
    for primary in stack.of(PRIMARY_IP):
        assigned = _servers(stack, primary, "assigneeId")
        leads = Leads((*stated[primary.urn], *assigned.parts), unseen=assigned.unseen)
        yield Address(primary.urn, primary.name, leads, _blocks(primary), floating=bool(assigned.parts))
    yield from _floating(stack)


def _floating(stack: Stack) -> Iterator[Address]:
    assigned: dict[str, list[str]] = defaultdict(list)
    for assignment in stack.of(FLOATING_IP_ASSIGNMENT):
        leads = _servers(stack, assignment, "serverId")
        yield Address(assignment.urn, assignment.name, leads, floating=True)
        for address in stack.follow(assignment, "floatingIpId", FLOATING_IP).found:
            assigned[address.urn].append(assignment.urn)
    for address in stack.of(FLOATING_IP):
        own = _servers(stack, address, "serverId")
        leads = Leads((*own.parts, *assigned[address.urn]), unseen=own.unseen)
        yield Address(address.urn, address.name, leads, _blocks(address), floating=True)


def _servers(stack: Stack, resource: Resource, key: str) -> Leads:
    if resource.get(key) == 0:
        return Leads()
    target = stack.follow(resource, key, SERVER)
    unseen = tuple(f"server {identifier(value)}, which this stack does not declare" for value in target.unresolved)
    return Leads(tuple(server.urn for server in target.found), unseen=unseen)


def _stated(server: Resource) -> Iterator[Value]:
    """Yield the primary addresses that a server states itself."""
    nets = server.get("publicNets")
    for net in nets if isinstance(nets, list) else [nets]:
        if isinstance(net, dict):
            yield from (net[family] for family in ("ipv4", "ipv6") if net.get(family) not in (None, 0))
        elif net is not None:
            yield net


def _blocks(address: Resource) -> tuple[Block, ...]:
    return known(address, "ipAddress", "ipNetwork")
