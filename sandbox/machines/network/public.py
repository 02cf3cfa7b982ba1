"""The internet's wiring: whose public address is behind which cable, and which cloud firewall is on it.

Only what somebody has is routed, and nothing wider: private ranges are as unreachable as addresses that nobody has.
"""

from collections.abc import Iterable, Mapping
from ipaddress import ip_network

from sandbox.machines.namespace import Namespace
from sandbox.machines.network import numbers, rulesets
from sandbox.machines.network.admission import admitted
from sandbox.machines.network.hosts import Host
from sandbox.machines.network.link import Link
from sandbox.machines.network.wiring import Wiring
from sandbox.machines.picture import Server

ADDRESSES = frozenset(
    {
        f"{numbers.GATEWAY}/32",
        f"{numbers.METADATA}/32",
        f"{numbers.ROUTER}/32",
        f"{numbers.ROUTER_6}/128",
    }
)


def link_name(server: int) -> str:
    """Return what the internet calls a server's cable."""
    return f"pub{server}"


def is_public(server: Server) -> bool:
    """Tell whether a server has a public interface."""
    return server.ipv4 is not None or server.ipv6 is not None


def wiring(servers: Iterable[Server], machines: Mapping[int, Namespace], hosts: Iterable[Host]) -> Wiring:
    """Return what the internet should have.

    Args:
        servers: those that are wired.
        machines: their namespaces.
        hosts: hosts that are nobody's servers.

    """
    public = [server for server in servers if is_public(server)]
    links: dict[str, Link] = {}
    routes: dict[str, str | None] = {}
    for host in hosts:
        links[host.link.name] = host.link
        routes |= host.routes
    for server in public:
        links[link_name(server.id)] = cable(server, machines[server.id])
        routes |= dict.fromkeys(destinations(server), link_name(server.id))
    guards = {
        link_name(each.id): rulesets.Guard(admitted(each.firewalls, "in"), admitted(each.firewalls, "out"))
        for each in public
    }
    return Wiring(links, ADDRESSES, routes, rulesets.internet(guards))


def cable(server: Server, machine: Namespace) -> Link:
    """Return a server's public cable."""
    return Link(
        name=link_name(server.id),
        inside="eth0",
        mac=numbers.public_mac(server.id),
        mtu=numbers.PUBLIC_MTU,
        namespace=machine,
        addresses=(f"{numbers.GATEWAY_6}/64", f"{numbers.METADATA_6}/64"),
    )


def destinations(server: Server) -> list[str]:
    """Return what the internet sends a server."""
    addresses = [server.ipv4 or numbers.metadata_only(server.id), server.ipv6, *server.floating]
    return [str(ip_network(each)) for each in addresses if each is not None]
