"""What an interface is told by DHCP."""

from dataclasses import dataclass
from ipaddress import IPv4Network

from sandbox.machines.network import numbers
from sandbox.machines.picture import Network, Nic, Server

SECONDS = 86_400
"""How long a lease lasts (as the vendor's; a machine asks again after half of it)."""
ON_LINK = "0.0.0.0"  # noqa: S104 - a next hop that says `directly`, as RFC 3442 writes it; nothing is bound to it


@dataclass(frozen=True)
class Lease:
    """One interface's address, always a /32, and the way to everything else."""

    address: str
    server: str
    """Who gives it."""
    router: str | None
    """For clients that do not know classless routes."""
    routes: tuple[tuple[str, str], ...]
    """Destination and next hop. A client that knows them ignores `router` (RFC 3442)."""
    mtu: int
    resolvers: tuple[str, ...] = ()


def public(server: Server, resolvers: tuple[str, ...]) -> Lease:
    """Return the lease of a public interface."""
    to_gateway = (f"{numbers.GATEWAY}/32", ON_LINK)
    if server.ipv4 is None:
        only = (to_gateway, (f"{numbers.METADATA}/32", numbers.GATEWAY))
        return Lease(numbers.metadata_only(server.id), numbers.GATEWAY, None, only, numbers.PUBLIC_MTU)
    ways = (to_gateway, ("0.0.0.0/0", numbers.GATEWAY))
    return Lease(server.ipv4, numbers.GATEWAY, numbers.GATEWAY, ways, numbers.PUBLIC_MTU, resolvers)


def private(network: Network, nic: Nic) -> Lease:
    """Return the lease of a private interface. As at the vendor, it says nothing of the network's own routes."""
    gateway = gateway_of(network)
    ways = ((f"{gateway}/32", ON_LINK), (network.ip_range, gateway), (f"{numbers.METADATA}/32", gateway))
    return Lease(nic.address, gateway, None, ways, numbers.PRIVATE_MTU)


def gateway_of(network: Network) -> str:
    """Return the address of a network's router: the first one of its range."""
    return str(IPv4Network(network.ip_range).network_address + 1)
