"""A lease as DHCP options (RFC 2132, RFC 3442)."""

import struct
from ipaddress import IPv4Address, IPv4Network

from sandbox.machines.network.lease import SECONDS, Lease

MASK, ROUTER, RESOLVERS, MTU, LEASE_TIME, CLASSLESS_ROUTES = 1, 3, 6, 26, 51, 121


def encoded(lease: Lease) -> dict[int, bytes]:
    """Return the options, by code."""
    told = {
        MASK: IPv4Address("255.255.255.255").packed,
        MTU: struct.pack("!H", lease.mtu),
        LEASE_TIME: struct.pack("!I", SECONDS),
        CLASSLESS_ROUTES: b"".join(classless(destination, hop) for destination, hop in lease.routes),
    }
    if lease.router:
        told[ROUTER] = IPv4Address(lease.router).packed
    if lease.resolvers:
        told[RESOLVERS] = b"".join(IPv4Address(each).packed for each in lease.resolvers)
    return told


def classless(destination: str, hop: str) -> bytes:
    """Return a route as RFC 3442 packs it: only the octets of the destination that its prefix touches."""
    network = IPv4Network(destination)
    significant = network.network_address.packed[: (network.prefixlen + 7) // 8]
    return bytes([network.prefixlen]) + significant + IPv4Address(hop).packed
