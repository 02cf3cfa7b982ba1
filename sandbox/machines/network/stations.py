"""What is answered on which cable, from the picture."""

from collections.abc import Iterable, Iterator
from functools import partial

from sandbox.machines.network import lease, private, public
from sandbox.machines.network.counter import Station
from sandbox.machines.network.metadata import Membership, document
from sandbox.machines.network.planes import INTERNET
from sandbox.machines.picture import Picture, Server


def stations(
    picture: Picture, servers: Iterable[Server], resolvers: tuple[str, ...]
) -> Iterator[tuple[int, str, Station]]:
    """Yield network, link and station for every cable of every server.

    Args:
        picture: what should exist.
        servers: those of it that are wired.
        resolvers: name servers that public interfaces are told.

    """
    networks = {each.id: each for each in picture.networks}
    for server in servers:
        memberships = [Membership(networks[nic.network], nic) for nic in server.nics if nic.network in networks]
        lookup = partial(document, server=server, memberships=memberships)
        if public.is_public(server):
            yield INTERNET, public.link_name(server.id), Station(lease.public(server, resolvers), lookup)
        for each in memberships:
            station = Station(lease.private(each.network, each.nic), lookup)
            yield each.network.id, private.link_name(server.id), station
