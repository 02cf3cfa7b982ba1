"""The configuration of one peer, one file for each interface of each gateway. Pure: no file is read, none is written.

There are two forms. The one for wg-quick on Linux never holds the private key: the file tells wg-quick where the peer
keeps its own. Several of its interfaces may be up at once: they all lead to the private range, and the route with the
lowest metric carries. The one for the applications of phones and desktops must hold the key, knows neither commands nor
metrics, and is switched on one at a time.
"""

import re
import shlex
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from pathlib import Path
from typing import Literal

from operations.errors import OperationError
from operations.tunnel import naming
from operations.tunnel.facts import Address, Ingress, Network, Peer, Tunnel

MTU = 1420
"""1500 bytes less 80 for IPv6, UDP and WireGuard's own header (wg-quick's own default)."""
KEEPALIVE_SECONDS = 25
"""Keeps the mapping of nearly every NAT open (wireguard.com/quickstart)."""
FIRST_METRIC = 100
"""Of the route that carries. Those of interfaces that wait for their turn follow."""
PLAIN_PATH = re.compile(r"/[^#%\x00-\x1f]*")
"""wg-quick cuts its lines at `#` and replaces `%i`, whatever is quoted."""
Family = Literal["ipv4", "ipv6"]


@dataclass(frozen=True)
class Link:
    """What a peer needs to come in at one interface of one gateway."""

    name: str
    """Of the interface on the peer's machine, and of its file."""
    ingress: Ingress
    peer: Peer
    endpoint: Address
    metric: int
    """Of its route to the private range."""
    preshared: str = field(repr=False)

    @property
    def address(self) -> str:
        """The peer's address in the tunnel."""
        return str(self.ingress.addresses[self.peer.name])

    @property
    def shared(self) -> tuple[Network, ...]:
        """Where other links lead as well: the private range."""
        return tuple(each for each in self.ingress.routes if each.num_addresses > 1)

    @property
    def own(self) -> tuple[Network, ...]:
        """Where no other link leads: the gateway's own address in the tunnel."""
        return tuple(each for each in self.ingress.routes if each.num_addresses == 1)

    @property
    def dialled(self) -> str:
        """Address and port as WireGuard writes them."""
        host = f"[{self.endpoint}]" if isinstance(self.endpoint, IPv6Address) else str(self.endpoint)
        return f"{host}:{self.ingress.port}"

    @property
    def gateway(self) -> str:
        """What messages call it."""
        return f"{self.ingress.gateway} {self.ingress.interface}"


def links(tunnel: Tunnel, peer: Peer, family: Family | None = None, gateway: str | None = None) -> tuple[Link, ...]:
    """Return a peer's links in the order in which they should carry: the newer interface of a gateway first.

    Args:
        tunnel: of the environment, with its pre-shared keys.
        peer: whose.
        family: of the endpoints; None takes IPv4 where a gateway has it.
        gateway: only those to one gateway.

    Raises:
        OperationError: there is no such gateway, it has no address of that family, or the outputs lack a key.

    """
    ingresses = tunnel.gateway(gateway) if gateway else tunnel.ingresses
    order = list(dict.fromkeys(each.gateway for each in ingresses))
    newest_first = [each for name in order for each in reversed(ingresses) if each.gateway == name]
    found = [
        Link(
            name=naming.interface(tunnel.environment, each),
            ingress=each,
            peer=peer,
            endpoint=endpoint(each, family),
            metric=FIRST_METRIC + place,
            preshared=preshared(each, peer),
        )
        for place, each in enumerate(newest_first)
        if peer.name in each.addresses
    ]
    if len({each.name for each in found}) != len(found):
        names = ", ".join(order)
        msg = f"{tunnel.environment}: two of its gateways have one number, which names interfaces: {names}; rename one"
        raise OperationError(msg)
    return tuple(found)


def endpoint(ingress: Ingress, family: Family | None) -> Address:
    """Return the public address that a peer dials.

    Raises:
        OperationError: the gateway has none of that family.

    """
    version = {"ipv4": (4,), "ipv6": (6,), None: (4, 6)}[family]
    found = [each for each in ingress.endpoints if each.version in version]
    if not found:
        there = ", ".join(str(each) for each in ingress.endpoints) or "none"
        msg = f"{ingress.gateway}: it has no public address of the family {family or 'asked for'}; it has {there}"
        raise OperationError(msg)
    return found[0]


def preshared(ingress: Ingress, peer: Peer) -> str:
    """Return the pre-shared key of a peer at one interface.

    Raises:
        OperationError: the outputs have none, so the gateway would not answer.

    """
    if peer.name not in ingress.preshared:
        msg = (
            f"{ingress.gateway} {ingress.interface}: there is no pre-shared key for {peer.name} in the output "
            "tunnelSecrets; read the outputs with their secrets, or run `up`"
        )
        raise OperationError(msg)
    return ingress.preshared[peer.name]


def for_wg_quick(link: Link, key_file: Path) -> str:
    """Return the file for wg-quick on Linux. It names the file of the private key instead of holding it.

    Raises:
        OperationError: wg-quick would misread the path of the key.

    """
    if not PLAIN_PATH.fullmatch(str(key_file)):
        msg = f"{key_file}: wg-quick takes no relative path, nor one with `#`, `%` or a line break; name another file"
        raise OperationError(msg)
    hooks = [f"wg set %i private-key {shlex.quote(str(key_file))}"]
    hooks += [" ".join(route(each, "%i")) for each in link.own]
    hooks += [" ".join(route(each, "%i", link.metric)) for each in link.shared]
    interface = [f"Address = {link.address}", f"MTU = {MTU}", "Table = off", *(f"PostUp = {each}" for each in hooks)]
    return document(link, interface)


def for_application(link: Link, private_key: str) -> str:
    """Return the file, or the content of a QR code, for an application. It holds the private key."""
    return document(link, [f"PrivateKey = {private_key}", f"Address = {link.address}", f"MTU = {MTU}"])


def for_wg(link: Link, private_key: str, port: int) -> str:
    """Return what `wg syncconf` reads. It holds the private key, because a configuration without one takes it away."""
    interface = ["[Interface]", f"PrivateKey = {private_key}", f"ListenPort = {port}"]
    return "\n".join([*interface, *peer_section(link)]) + "\n"


def document(link: Link, interface: list[str]) -> str:
    """Return a whole file."""
    title = f"# {link.peer.name} to {link.gateway}"
    return "\n".join([title, "[Interface]", *interface, *peer_section(link)]) + "\n"


def peer_section(link: Link) -> list[str]:
    """Return the gateway as the peer's peer."""
    return [
        "",
        "[Peer]",
        f"PublicKey = {link.ingress.public_key}",
        f"PresharedKey = {link.preshared}",
        f"Endpoint = {link.dialled}",
        f"AllowedIPs = {', '.join(str(each) for each in link.ingress.routes)}",
        f"PersistentKeepalive = {KEEPALIVE_SECONDS}",
    ]


def route(network: Network, device: str, metric: int | None = None) -> list[str]:
    """Return the command that leads to a network through an interface, whatever led there with this metric before."""
    words = ["ip", f"-{network.version}", "route", "replace", str(network), "dev", device]
    return words if metric is None else [*words, "metric", str(metric)]
