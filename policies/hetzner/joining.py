"""Which private network a server joins: by the network's id, or by that of one of its subnets."""

from collections.abc import Mapping

from ..reading import UNKNOWN, Value
from ..resource import Resource, Stack
from .tokens import NETWORK, NETWORK_SUBNET


def joined(stack: Stack, owner: Resource, key: str, entry: Mapping[str, Value]) -> Resource | None:
    """Return the network of this stack that an entry of a server, or an attachment, leads to.

    A preview does not know ids yet. Then what the entry comes from counts: a network, or subnets of one, as where a
    server waits for its subnet. None if that is more than one network, or none of this stack.

    Args:
        stack: in which the network may be.
        owner: of the entry.
        key: the property of the owner whose sources count.
        entry: `networkId` or `subnetId`, which starts with the network's id.

    """
    network, subnet = entry.get("networkId"), entry.get("subnetId")
    if UNKNOWN in (network, subnet):
        return _source(stack, owner, key)
    subnets = stack.named(subnet, NETWORK_SUBNET)
    if subnets:
        found = list(stack.follow(subnets[0], "networkId", NETWORK).found)
    else:
        number = subnet.partition("-")[0] if network is None and isinstance(subnet, str) else network
        found = stack.named(number, NETWORK)
    return found[0] if found else None


def _source(stack: Stack, owner: Resource, key: str) -> Resource | None:
    sources = [stack.at(urn) for urn in owner.dependencies.get(key, ())]
    networks = {each.urn: each for each in sources if each is not None and each.type == NETWORK}
    for subnet in sources:
        if subnet is not None and subnet.type == NETWORK_SUBNET:
            networks.update((each.urn, each) for each in stack.follow(subnet, "networkId", NETWORK).found)
    return next(iter(networks.values())) if len(networks) == 1 else None
