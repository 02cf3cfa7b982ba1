"""Stand-ins for machines: plain namespaces that take what the network offers, as a machine's boot does."""

from dataclasses import replace
from ipaddress import IPv6Network

from sandbox.machines.fabric import Fabric
from sandbox.machines.namespace import Namespace
from sandbox.machines.picture import Network, Picture, Server
from tests.sandbox.machines.network import dhcp_client


class Site:
    """Servers on a fabric."""

    def __init__(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.picture = Picture()
        self.machines: dict[int, Namespace] = {}

    def host(self, name: str) -> Namespace:
        return self.fabric.namespaces[name]

    def boot(self, *servers: Server, networks: tuple[Network, ...] = ()) -> list[Namespace]:
        """Have exactly these servers and networks, start machines for those that have none, and return all machines."""
        self.picture = Picture(servers, networks)
        fresh = [each for each in servers if each.id not in self.machines]
        for each in fresh:
            self.machines[each.id] = machine(each.name)
        self.fabric.wire(self.picture, self.machines)
        for each in fresh:
            start(self.machines[each.id], each)
        return [self.machines[each.id] for each in servers]

    def change(self, server: int, **changes: object) -> None:
        """Change a server while it runs."""
        servers = tuple(replace(each, **changes) if each.id == server else each for each in self.picture.servers)  # type: ignore[arg-type]
        self.picture = replace(self.picture, servers=servers)
        self.fabric.wire(self.picture, self.machines)

    def route(self, *networks: Network) -> None:
        """Change networks while servers run."""
        self.picture = replace(self.picture, networks=networks)
        self.fabric.wire(self.picture, self.machines)

    def lose(self, server: int) -> None:
        """End a machine."""
        self.machines.pop(server).close()

    def close(self) -> None:
        for each in self.machines.values():
            each.close()


def machine(name: str) -> Namespace:
    """Return a machine's namespace. It does not wait to see whether its IPv6 addresses are free."""
    made = Namespace.create(name)
    made.set({"ipv6/conf/all/accept_dad": "0", "ipv6/conf/default/accept_dad": "0"})
    return made


def start(machine: Namespace, server: Server) -> None:
    """Configure the interfaces that a machine has."""
    for interface in interfaces(machine):
        dhcp_client.take(machine, interface)
    if server.ipv6:
        first = IPv6Network(server.ipv6).network_address + 1
        machine.run(["ip", "address", "add", f"{first}/64", "dev", "eth0", "nodad"])
        machine.run(["ip", "route", "replace", "default", "via", "fe80::1", "dev", "eth0"])


def interfaces(machine: Namespace) -> list[str]:
    """Return the names of a machine's interfaces, without loopback."""
    found = machine.run(["ip", "-brief", "link"])
    return sorted(line.split("@")[0] for line in found.splitlines() if not line.startswith("lo "))
