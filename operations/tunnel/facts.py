"""What an environment says of its tunnel, as values: who its peers are, and where they come in."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import (
    IPv4Address,
    IPv4Interface,
    IPv4Network,
    IPv6Address,
    IPv6Interface,
    IPv6Network,
    ip_interface,
    ip_network,
)
from typing import Any

from operations.errors import OperationError

KEY_BYTES = 32
"""Of a Curve25519 key and of a pre-shared key alike (wireguard.com/protocol)."""

Address = IPv4Address | IPv6Address
Interface = IPv4Interface | IPv6Interface
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Peer:
    """Somebody who may come in."""

    name: str
    public_key: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Ingress:
    """One interface of one gateway: a place where peers come in. While keys are rotated, a gateway has two."""

    gateway: str
    interface: str
    """Its name on the gateway, such as `wg0`."""
    port: int
    public_key: str
    endpoints: tuple[Address, ...]
    """The gateway's public addresses, IPv4 first."""
    routes: tuple[Network, ...]
    """What is reached through it: the private range, and the gateway's own address in the tunnel."""
    addresses: Mapping[str, Interface]
    """Each peer's address in this interface's part of the tunnel range."""
    preshared: Mapping[str, str] = field(repr=False)
    """Each peer's pre-shared key."""


@dataclass(frozen=True)
class Tunnel:
    """The tunnel of one environment."""

    environment: str
    peers: Mapping[str, Peer]
    ingresses: tuple[Ingress, ...]
    """Gateways in the order of their names; of a gateway, the older interface first."""

    def peer(self, name: str) -> Peer:
        """Return a peer.

        Raises:
            OperationError: the environment has no such peer.

        """
        if name not in self.peers:
            there = ", ".join(self.peers) or "none"
            msg = f"{name}: {self.environment} has no such peer; there are {there}; add it to tunnel.peers and run `up`"
            raise OperationError(msg)
        return self.peers[name]

    def holder(self, public_key: str) -> Peer | None:
        """Return the peer that has a public key, or None."""
        return next((peer for peer in self.peers.values() if peer.public_key == public_key), None)

    def gateway(self, name: str) -> tuple[Ingress, ...]:
        """Return the interfaces of a gateway, the older one first.

        Raises:
            OperationError: the environment has no such gateway.

        """
        found = tuple(each for each in self.ingresses if each.gateway == name)
        if not found:
            there = ", ".join(dict.fromkeys(each.gateway for each in self.ingresses)) or "none"
            msg = f"{name}: {self.environment} has no such gateway; there are {there}"
            raise OperationError(msg)
        return found


def from_description(environment: str, described: Mapping[str, Any], secrets: Mapping[str, Any]) -> Tunnel:
    """Return the tunnel of the shape that `arqora_infra.environment` exports.

    Raises:
        OperationError: a key in it is none, so nobody could use it.

    """
    peers = {
        name: Peer(name, key(f"peers.{name}", each["publicKey"]), tuple(each["groups"]))
        for name, each in described["peers"].items()
    }
    ingresses = [
        ingress(gateway, each, secrets.get(gateway, {}).get(each["interface"], {}))
        for gateway, interfaces in sorted(described["gateways"].items())
        for each in interfaces
    ]
    return Tunnel(environment, peers, tuple(ingresses))


def ingress(gateway: str, described: Mapping[str, Any], preshared: Mapping[str, str]) -> Ingress:
    """Return one interface of a gateway."""
    path = f"gateways.{gateway}.{described['interface']}"
    found = [public_address(each) for each in described["endpoints"] if each]
    return Ingress(
        gateway=gateway,
        interface=described["interface"],
        port=int(described["port"]),
        public_key=key(path, described["publicKey"]),
        endpoints=tuple(sorted(found, key=lambda each: each.version)),
        routes=tuple(ip_network(each) for each in described["routes"]),
        addresses={peer: ip_interface(each) for peer, each in described["addressOf"].items()},
        preshared={peer: key(f"{path}, pre-shared key of {peer}", each) for peer, each in preshared.items()},
    )


def public_address(value: str) -> Address:
    """Return a gateway's address; of a network, the vendor gives the server the first address."""
    network = ip_network(value)
    return network[1] if network.num_addresses > 1 else network[0]


def key(path: str, value: str) -> str:
    """Return a key that WireGuard takes; a wrong one is named by its path and never repeated: it may be a secret.

    Raises:
        OperationError: it is no key.

    """
    try:
        raw = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raw = b""
    if len(raw) != KEY_BYTES:
        msg = f"tunnel.{path}: is no WireGuard key, 44 characters such as `wg genkey` prints"
        raise OperationError(msg)
    return value
