"""Cables. Each joins a router to one interface of a machine or of a host on the internet.

Behind a cable there is exactly one machine, so the router never asks who has an address: whatever is routed into it
goes to the hardware address at its end, as at the vendor. A machine need not answer for an alias address, a floating
address or the rest of its IPv6 network to be sent them.
"""

from dataclasses import dataclass
from ipaddress import ip_network

from sandbox.machines.namespace import Namespace

FAR_END = "fe80::2"
"""The next hop of every route into a cable, of both families. No machine has it: the neighbour is written down."""


@dataclass(frozen=True)
class Link:
    """A cable: what it is called at the router, and what a machine sees of it."""

    name: str
    inside: str
    """The interface in the machine. It is down until the machine takes it up."""
    mac: str
    mtu: int
    """Bytes, at both ends."""
    namespace: Namespace
    """The machine's. Another boot has another one, and gets another cable."""
    addresses: tuple[str, ...] = ()
    """What the router answers to on this cable only."""

    def plug(self) -> list[str]:
        """Return the lines for `ip -batch` that lay it."""
        return [
            f"link add {self.name} mtu {self.mtu} type veth peer name {self.inside} address {self.mac}"
            f" mtu {self.mtu} netns {self.namespace.path}",
            f"link set {self.name} addrgenmode none up",
            *(f"address add {address} dev {self.name} nodad" for address in self.addresses),
            f"neighbour replace {FAR_END} lladdr {self.mac} dev {self.name} nud permanent",
        ]


def route(destination: str, link: str | None) -> str:
    """Return the line for `ip -batch` that routes a destination into a cable; None: that makes it unreachable."""
    if link is None:
        return f"route replace unreachable {destination}"
    family = "inet6 " if ip_network(destination).version == 4 else ""
    return f"route replace {destination} via {family}{FAR_END} dev {link}"
