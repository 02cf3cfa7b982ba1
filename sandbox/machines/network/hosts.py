"""Hosts of the internet that are nobody's servers: whoever works, attacks or visits, the edge, and who knows names."""

from dataclasses import dataclass
from ipaddress import ip_address

from sandbox.machines.namespace import Namespace
from sandbox.machines.network import numbers
from sandbox.machines.network.errors import FabricError
from sandbox.machines.network.link import Link

SETTINGS = {"ipv6/conf/all/accept_dad": "0", "ipv6/conf/default/accept_dad": "0"}
"""Nobody else is on its cable, so it need not wait a second to see whether its addresses are free."""
LONGEST_NAME = 15
"""Characters of an interface's name (IFNAMSIZ)."""


@dataclass(frozen=True)
class Identity:
    """Who is there from the beginning."""

    name: str
    addresses: tuple[str, ...]
    """Of both families; it calls others from the first of each."""


EDGE = Identity("edge", ("104.16.0.10", "2606:4700::10", "104.16.0.11"))
"""The CDN's, inside the ranges that it says it calls from (catalogue/cloudflare/ranges.yaml)."""
RESOLVER = Identity("resolver", ("192.0.2.53", "2001:db8:ffff:53::53"))
"""Tells names to the others here."""
EVERYBODY = (
    Identity("operator", ("192.0.2.10", "2001:db8:ffff:10::10")),
    Identity("attacker", ("192.0.2.66", "2001:db8:ffff:66::66")),
    Identity("visitor", ("192.0.2.80", "2001:db8:ffff:80::80")),
    EDGE,
    RESOLVER,
)


class Host:
    """A host: a namespace with one interface, and addresses that are set by us."""

    def __init__(self, name: str, addresses: tuple[str, ...]) -> None:
        if not 0 < len(name) <= LONGEST_NAME or name.startswith("pub"):
            raise FabricError(f"{name!r}: a host's name has 1 to {LONGEST_NAME} characters and begins not with `pub`")
        octets = ip_address(addresses[0]).packed[:4]
        self.namespace = Namespace.create(name)
        self.namespace.set(SETTINGS)
        self.link = Link(
            name=name,
            inside="eth0",
            mac="02:00:" + ":".join(f"{octet:02x}" for octet in octets),
            mtu=numbers.PUBLIC_MTU,
            namespace=self.namespace,
            addresses=(f"{numbers.GATEWAY_6}/64",),
        )
        self.addresses = addresses
        self._has: tuple[str, ...] = ()

    @property
    def routes(self) -> dict[str, str | None]:
        """What the internet sends it."""
        return dict.fromkeys((single(each) for each in self.addresses), self.link.name)

    def settle(self) -> None:
        """Take its plugged interface up, with its addresses and a way out. Cheap when it has them."""
        if self._has == self.addresses:
            return
        lines = ["link set eth0 up"]
        lines += [f"address replace {single(each)} dev eth0" for each in self.addresses]
        lines += [f"route replace default via {numbers.GATEWAY} dev eth0 onlink"]
        lines += [f"route replace default via {numbers.GATEWAY_6} dev eth0"]
        self.namespace.run(["ip", "-batch", "-"], text="\n".join(lines))
        self._has = self.addresses


def single(address: str) -> str:
    """Return an address as the network that holds nothing else."""
    return f"{ip_address(address)}/{ip_address(address).max_prefixlen}"
