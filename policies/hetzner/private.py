"""Private networks: who is joined to them, also from outside the vendor's cloud, and where they send what.

The vendor filters nothing inside a network, and lets its subnets reach each other. A vSwitch joins dedicated servers.
"""

from collections import defaultdict
from collections.abc import Iterator

from ..networks import EVERYWHERE, Block
from ..picture.parts import Interface, Leads, Network, Route
from ..reading import UNKNOWN, Value, listed
from ..resource import Resource, Stack
from .blocks import block, known
from .identifiers import identifier
from .tokens import (
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    NETWORK,
    NETWORK_ROUTE,
    NETWORK_SUBNET,
    SERVER,
    SERVER_NETWORK,
)

CLOUD_SUBNETS = ("cloud", "server")
"""Types of subnets that hold only what the vendor's API made (Hetzner Cloud API reference, networks)."""


def networks(stack: Stack) -> Iterator[Network]:
    """Yield the networks with what is joined to them, and those of other stacks that this one joins something to."""
    joining: dict[str, list[Resource]] = defaultdict(list)
    for subnet in stack.of(NETWORK_SUBNET):
        if subnet.get("type") not in CLOUD_SUBNETS or subnet.get("vswitchId") not in (None, 0):
            through = stack.follow(subnet, "networkId", NETWORK)
            for network in through.found:
                joining[network.urn].append(subnet)
            for value in through.unresolved:
                yield Network(subnet.urn, identifier(value), (), _outside([subnet]), _way(subnet), shown=False)
    for network in stack.of(NETWORK):
        ways = [_way(subnet) for subnet in joining[network.urn]]
        if network.get("exposeRoutesToVswitch") not in (None, False):
            ways.append("routes that are exposed to a vSwitch")
        outside = _outside(joining[network.urn]) if ways else ()
        yield Network(network.urn, network.name, known(network, "ipRange"), outside, " and ".join(ways))


def _way(subnet: Resource) -> str:
    return f"the vSwitch of subnet {subnet.name}"


def _outside(subnets: list[Resource]) -> tuple[Block, ...]:
    """Return the ranges of those beyond; everywhere, unless each range is known."""
    ranges = [block(subnet.get("ipRange")) for subnet in subnets]
    return tuple(each for found in ranges for each in found) if ranges and all(ranges) else EVERYWHERE


def interfaces(stack: Stack) -> Iterator[Interface]:
    """Yield what joins servers and balancers to networks: written with a server, or by itself."""
    for server in stack.of(SERVER):
        yield from _inline(stack, server)
    for token, key, target, what in (
        (SERVER_NETWORK, "serverId", SERVER, "server"),
        (LOAD_BALANCER_NETWORK, "loadBalancerId", LOAD_BALANCER, "load balancer"),
    ):
        for resource in stack.of(token):
            owners = stack.follow(resource, key, target)
            lost = tuple(f"{what} {identifier(value)}" for value in owners.unresolved)
            of = Leads(tuple(owner.urn for owner in owners.found), unseen=lost)
            joined = _networks(stack, resource, "networkId", resource.get("networkId"))
            if resource.get("networkId") is None:
                joined = _of_subnet(stack, resource, "subnetId", resource.get("subnetId"))
            texts = (resource.get("ip"), *listed(resource.get("aliasIps")), resource.outputs.get("ip"))
            blocks = tuple(dict.fromkeys(each for text in texts for each in block(text)))
            yield Interface(resource.urn, resource.name, of, joined[0], blocks, joined[1])


def routes(stack: Stack) -> Iterator[Route]:
    """Yield where networks send what is for others."""
    for route in stack.of(NETWORK_ROUTE):
        gateway = route.get("gateway")
        leads = Leads(blocks=block(gateway))
        if gateway is UNKNOWN:
            leads = Leads(tuple(server.urn for server in stack.follow(route, "gateway", SERVER).found))
        if leads == Leads():
            leads = Leads(unseen=("a gateway that is not known before apply, or is no address",))
        through = stack.follow(route, "networkId", NETWORK)
        destination = block(route.get("destination")) or EVERYWHERE
        yield Route(route.urn, route.name, tuple(each.urn for each in through.found), destination, leads)


Joined = tuple[tuple[str, ...], str]
"""Keys of networks, and the identifier of one that the stack does not show."""


def _inline(stack: Stack, server: Resource) -> Iterator[Interface]:
    for entry in listed(server.get("networks")):
        if isinstance(entry, dict):
            joined = _networks(stack, server, "networks", entry.get("networkId"))
            if entry.get("networkId") in (None, 0):
                joined = _of_subnet(stack, server, "networks", entry.get("subnetId"))
            texts = (entry.get("ip"), *listed(entry.get("aliasIps")))
        else:
            joined, texts = _networks(stack, server, "networks", UNKNOWN), ()
        blocks = tuple(each for text in texts for each in block(text))
        yield Interface(server.urn, server.name, Leads((server.urn,)), joined[0], blocks, joined[1])


def _networks(stack: Stack, resource: Resource, key: str, value: Value) -> Joined:
    if value is UNKNOWN:
        return _sources(stack, resource, key)
    found = stack.named(value, NETWORK)
    return tuple(each.urn for each in found), "" if found else identifier(value)


def _of_subnet(stack: Stack, resource: Resource, key: str, value: Value) -> Joined:
    """Return the network of a subnet; its identifier begins with the network's (`4711-10.0.0.0/24`)."""
    if value is UNKNOWN:
        return _sources(stack, resource, key)
    for subnet in stack.named(value, NETWORK_SUBNET):
        if found := stack.follow(subnet, "networkId", NETWORK).found:
            return tuple(each.urn for each in found), ""
    return _networks(stack, resource, key, value.partition("-")[0] if isinstance(value, str) else value)


def _sources(stack: Stack, resource: Resource, key: str) -> Joined:
    """Return the networks that an identifier comes from while it is not known."""
    found: dict[str, None] = {}
    strangers = False
    for urn in resource.dependencies.get(key, ()):
        source = stack.at(urn)
        if source is not None and source.type == NETWORK:
            found[source.urn] = None
        elif source is not None and source.type in (NETWORK_SUBNET, NETWORK_ROUTE):
            found |= dict.fromkeys(each.urn for each in stack.follow(source, "networkId", NETWORK).found)
        else:
            strangers = True
    return tuple(found), "" if found and not strangers else identifier(UNKNOWN)
