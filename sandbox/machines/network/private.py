"""A private network's wiring: every member behind a cable of its own, and nothing that was not declared.

As the vendor's, it is IPv4 only: there is no route for anything else, so nothing else comes from where it could be
answered.
"""

from collections.abc import Iterable, Mapping
from ipaddress import ip_network

from sandbox.machines.namespace import Namespace
from sandbox.machines.network import numbers, rulesets
from sandbox.machines.network.lease import gateway_of
from sandbox.machines.network.link import Link
from sandbox.machines.network.slots import Slots
from sandbox.machines.network.wiring import Wiring
from sandbox.machines.picture import Network, Nic, Server


def link_name(server: int) -> str:
    """Return what a network calls a member's cable. A server is in a network once."""
    return f"nic{server}"


def members(network: int, servers: Iterable[Server]) -> list[tuple[Server, Nic]]:
    """Return the servers that are in a network, with their interfaces in it."""
    return [(server, nic) for server in servers for nic in server.nics if nic.network == network]


def wiring(
    network: Network, present: Iterable[tuple[Server, Nic]], machines: Mapping[int, Namespace], slots: Slots
) -> Wiring:
    """Return what a network's router should have.

    Args:
        network: the network.
        present: its members that are wired.
        machines: their namespaces.
        slots: which interface of a member this is.

    """
    links: dict[str, Link] = {}
    behind: dict[str, str] = {}
    for server, nic in present:
        name = link_name(server.id)
        links[name] = Link(
            name=name,
            inside=slots.interface(server.id, network.id),
            mac=nic.mac,
            mtu=numbers.PRIVATE_MTU,
            namespace=machines[server.id],
        )
        behind |= dict.fromkeys((nic.address, *nic.alias_addresses), name)
    # The range as a whole, else an address that nobody has would go where a wider route of the network points.
    routes: dict[str, str | None] = {str(ip_network(network.ip_range)): None, "169.254.0.0/16": None}
    routes |= {str(ip_network(each.destination)): behind.get(each.gateway) for each in network.routes}
    routes |= {f"{address}/32": name for address, name in behind.items()}
    addresses = frozenset({f"{gateway_of(network)}/32", f"{numbers.METADATA}/32"})
    return Wiring(links, addresses, routes, rulesets.private())
