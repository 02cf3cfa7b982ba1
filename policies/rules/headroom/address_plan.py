"""Private addresses are planned: subnets inside their network, none over another, hosts inside a subnet, and room left.

What lies outside of a subnet gets no address from the vendor, and a full subnet takes no replacement. The first address
of a network is its gateway (docs.hetzner.com, networks, FAQ), and 172.31.1.1 that of every public interface.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ...finding import Finding
from ...hetzner.blocks import block, known
from ...hetzner.joining import joined
from ...hetzner.tokens import NETWORK, NETWORK_SUBNET, PRIVATE_NETWORK, SERVER, SERVER_NETWORK
from ...networks import Block
from ...offers import limits
from ...reading import Value
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

FULLEST = 0.80
"""Share of a subnet's addresses. A replacement needs an address beside its predecessor's (docs/decisions/40)."""
RESERVED = 3
"""Addresses of a subnet that no host gets: the first, which may be the gateway, its network's and its broadcast's."""


@stack_rule(
    "address-plan",
    reads=(NETWORK, NETWORK_SUBNET, PRIVATE_NETWORK, SERVER, SERVER_NETWORK),
    protects="a host gets no address, or somebody else's, and flows between roles mean something else than they say",
    remedy="plan subnets inside the network's range, apart from each other, and twice as large as what they hold",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Hold subnets against their network, and hosts against the subnets. What is not known yet is judged on apply."""
    subnets: dict[str, list[Resource]] = defaultdict(list)
    for subnet in stack.of(NETWORK_SUBNET):
        for network in stack.follow(subnet, "networkId", NETWORK).found:
            yield from _inside(subnet, network)
            subnets[network.urn].append(subnet)
    yield from _reserved(stack)
    hosts = _hosts(stack)
    for network in stack.of(NETWORK):
        members = sorted(subnets[network.urn], key=lambda subnet: subnet.urn)
        yield from _overlaps(members)
        yield from _hosted(network, members, hosts[network.urn])


def _inside(subnet: Resource, network: Resource) -> Iterator[Finding]:
    for inner in known(subnet, "ipRange"):
        for outer in known(network, "ipRange"):
            if not _contains(outer, inner):
                yield Finding(
                    f"its range {subnet.shown('ipRange')} is not inside that of network {network.name}", subnet
                )


def _overlaps(subnets: list[Resource]) -> Iterator[Finding]:
    for index, subnet in enumerate(subnets):
        for other in subnets[:index]:
            pairs = ((mine, theirs) for mine in known(subnet, "ipRange") for theirs in known(other, "ipRange"))
            if any(_share(mine, theirs) for mine, theirs in pairs):
                yield Finding(f"its range {subnet.shown('ipRange')} overlaps with that of {other.name}", subnet)


def _hosts(stack: Stack) -> dict[str, list[tuple[Resource, Block]]]:
    """Return who has which private address, by network."""
    found: dict[str, list[tuple[Resource, Block]]] = defaultdict(list)
    for server in stack.of(SERVER):
        nets = server.get("networks")
        for net in nets if isinstance(nets, list) else []:
            if isinstance(net, dict) and (network := joined(stack, server, "networks", net)):
                found[network.urn] += [(server, each) for each in _addresses(net)]
    for attachment in stack.of(SERVER_NETWORK):
        entry = {key: attachment.get(key) for key in ("networkId", "subnetId", "ip", "aliasIps")}
        key = "networkId" if entry["networkId"] is not None else "subnetId"
        if network := joined(stack, attachment, key, entry):
            found[network.urn] += [(attachment, each) for each in _addresses(entry)]
    return found


def _addresses(entry: Mapping[str, Value]) -> Iterator[Block]:
    aliases = entry.get("aliasIps")
    for address in (entry.get("ip"), *(aliases if isinstance(aliases, list) else ())):
        yield from block(address)


def _reserved(stack: Stack) -> Iterator[Finding]:
    """Keep the vendor's gateway of the public interface, and the range of people in a tunnel, out of the networks."""
    gateway = block(limits()["network"]["reserved_gateway"])
    for network in stack.of(NETWORK):
        if any(_contains(outer, each) for outer in known(network, "ipRange") for each in gateway):
            yield Finding("its range has the vendor's gateway of the public interface in it", network)
    for component in stack.of(PRIVATE_NETWORK):
        tunnel = block(component.get("tunnelRange"))
        for network in stack.children(component, NETWORK):
            if any(_share(mine, theirs) for mine in known(network, "ipRange") for theirs in tunnel):
                yield Finding("its range overlaps with that of the people in the tunnel", network)


def _hosted(network: Resource, subnets: list[Resource], hosts: list[tuple[Resource, Block]]) -> Iterator[Finding]:
    ranges = [(subnet, each) for subnet in subnets for each in known(subnet, "ipRange")]
    if len(ranges) != len(subnets):
        return
    taken: dict[Block, Resource] = {}
    for owner, address in hosts:
        if address in taken and taken[address] is not owner:
            yield Finding(f"has the private address of {taken[address].name}", owner)
        taken.setdefault(address, owner)
        if not any(_contains(outer, address) for _, outer in ranges):
            yield Finding(f"its private address is in no subnet of network {network.name}", owner)
        if any(outer.first + 1 == address.first for outer in known(network, "ipRange")):
            yield Finding(f"its private address is the gateway of network {network.name}", owner)
    for subnet, outer in ranges:
        number = sum(1 for address in taken if _contains(outer, address))
        room = outer.last - outer.first + 1 - RESERVED
        if number > room * FULLEST:
            yield Finding(f"{number} of {room} addresses are taken, and at most {FULLEST:.0%} may be", subnet)


def _contains(outer: Block, inner: Block) -> bool:
    return outer.version == inner.version and outer.first <= inner.first and inner.last <= outer.last


def _share(mine: Block, theirs: Block) -> bool:
    return mine.version == theirs.version and mine.first <= theirs.last and theirs.first <= mine.last
