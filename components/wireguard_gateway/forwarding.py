"""What goes on from a gateway's interfaces into the private network: exactly what the groups reach. Pure values."""

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network

from .._base.forward import Forward, Tunnel
from .epochs import Epoch
from .groups import Group
from .peers import Peers, seats


def forwards(
    peers: Peers, groups: Mapping[str, Group], epochs: Sequence[Epoch], subnets: Mapping[str, IPv4Network]
) -> tuple[Forward, ...]:
    """Return what a gateway forwards, group by group. A group without peers has nothing."""
    found = []
    for name, group in groups.items():
        members = {each: peer for each, peer in peers.items() if name in peer.groups}
        sources = tuple(f"{seat.address}/32" for epoch in epochs for seat in seats(members, epoch))
        if not sources:
            continue
        for reach in group.reach:
            targets = tuple(str(subnets[role]) for role in reach.roles(subnets))
            found.append(Forward(sources, targets, reach.protocol, reach.listed, f"{name}, through the tunnel"))
    return tuple(found)


def tunnels(epochs: Sequence[Epoch]) -> tuple[Tunnel, ...]:
    """Return a gateway's interfaces and which addresses come in on them, and on no other."""
    return tuple(Tunnel(epoch.interface, epoch.slot) for epoch in epochs)
