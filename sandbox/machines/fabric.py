"""The network of the sandbox: an internet with its hosts, private networks, and what the vendor answers itself."""

import threading
from collections.abc import Mapping

from sandbox.machines.namespace import Namespace
from sandbox.machines.network import private, public
from sandbox.machines.network.answering import Answering, Post
from sandbox.machines.network.errors import FabricError
from sandbox.machines.network.hosts import EVERYBODY, Host
from sandbox.machines.network.planes import INTERNET, Planes
from sandbox.machines.network.slots import Slots
from sandbox.machines.network.stations import stations
from sandbox.machines.network.wiring import Wiring
from sandbox.machines.picture import Picture, Server
from sandbox.toolchain.debian import Program


class Fabric:
    """Everything between machines. Level-triggered: it is told what should be, and does what is missing.

    Nothing of it outlives the process: routers are namespaces that only this process holds, and cables, rules and
    connections end with them.
    """

    def __init__(self, nft: Program, resolvers: tuple[str, ...] = ()) -> None:
        """Make the internet and its hosts.

        Args:
            nft: nftables' command.
            resolvers: IPv4 addresses of name servers that DHCP tells on public interfaces.

        """
        self._resolvers = resolvers
        self._lock = threading.RLock()
        self._picture = Picture()
        self._machines: dict[int, Namespace] = {}
        self._slots = Slots()
        self._hosts: dict[str, Host] = {}
        self._planes = Planes(nft)
        self._answering = Answering()
        for each in EVERYBODY:
            self._hosts[each.name] = Host(each.name, each.addresses)
        self._settle()

    @property
    def namespaces(self) -> Mapping[str, Namespace]:
        """The internet's own namespace and those of its hosts, by name."""
        with self._lock:
            return {"internet": self._planes[INTERNET].namespace} | {
                name: each.namespace for name, each in self._hosts.items()
            }

    def add_host(self, name: str, ipv4: str, ipv6: str) -> Namespace:
        """Put another host on the internet and return its namespace.

        Raises:
            FabricError: there is one of this name.

        """
        with self._lock:
            if name in self.namespaces:
                raise FabricError(f"{name}: the internet has a host of this name; choose another one")
            self._hosts[name] = Host(name, (ipv4, ipv6))
            self._settle()
            return self._hosts[name].namespace

    def add_address(self, name: str, address: str) -> None:
        """Give a host of the internet one more address, of either family."""
        with self._lock:
            self._hosts[name].addresses += (address,)
            self._settle()

    def wire(self, picture: Picture, machines: Mapping[int, Namespace]) -> None:
        """Make interfaces, addresses, routes, cloud firewalls, DHCP and metadata match a picture, at once.

        Args:
            picture: what should exist.
            machines: by server id, the namespaces of machines that run or are about to boot. A server that is not among
                them has no cable; one whose namespace is another one than before gets cables anew.

        Raises:
            FabricError: something could not be done. Everything else is; the next call tries the rest again.

        """
        with self._lock:
            self._picture = picture
            self._machines = {server: machine for server, machine in machines.items() if machine.is_open}
            self._settle()

    def cut(self, server: int) -> None:
        """Take a server's cables down at once; they stay down until it boots with another namespace."""
        with self._lock:
            for plane in self._planes:
                plane.cut(public.link_name(server))
                plane.cut(private.link_name(server))

    def close(self) -> None:
        """Take everything down."""
        with self._lock:
            self._answering.close()
            self._planes.close()
            for host in self._hosts.values():
                host.namespace.close()

    def _settle(self) -> None:
        servers = {each.id: each for each in self._picture.servers if each.id in self._machines}
        self._slots.follow(servers, self._machines)
        remade, troubles = self._planes.bring(self._wirings(servers))
        for host in self._hosts.values():
            host.settle()
        told = stations(self._picture, servers.values(), self._resolvers)
        posts = {
            Post(self._planes[network].namespace, link): station
            for network, link, station in told
            if link in self._planes[network].links
        }
        self._answering.follow(posts, remade)
        if troubles:
            raise FabricError("; ".join(troubles))

    def _wirings(self, servers: Mapping[int, Server]) -> dict[int, Wiring]:
        wirings = {INTERNET: public.wiring(servers.values(), self._machines, self._hosts.values())}
        for network in self._picture.networks:
            members = private.members(network.id, servers.values())
            if members:
                wirings[network.id] = private.wiring(network, members, self._machines, self._slots)
        return wirings
