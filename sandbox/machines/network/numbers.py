"""Addresses that the vendor's network has for itself, and those of our internet that belong to nobody's server."""

GATEWAY = "172.31.1.1"
"""The router of every public interface (vendor's documentation, network configuration)."""
GATEWAY_6 = "fe80::1"
METADATA = "169.254.169.254"
METADATA_6 = "fe80::a9fe:a9fe"
"""Where cloud-init since 25.1 asks on a server without an IPv4 address."""
ROUTER = "192.0.2.1"
ROUTER_6 = "2001:db8:ffff::1"
"""The internet's own addresses: what unreachable networks are reported from."""
PUBLIC_MTU = 1500
PRIVATE_MTU = 1450
"""Bytes (vendor's documentation, networks)."""


def public_mac(server: int) -> str:
    """Return the hardware address of a server's public interface. The vendor's begin with 92, 96 and others alike."""
    octets = (server % 2**32).to_bytes(4, "big")
    return ":".join(["92", "00", *(f"{octet:02x}" for octet in octets)])


def metadata_only(server: int) -> str:
    """Return the IPv4 address of a server that has bought none: good for metadata and nothing else.

    The vendor gives none at all, and its images ask over IPv6; Debian's cloud-init asks over IPv4 only. The address is
    routed nowhere.
    """
    number = server % (2**22 - 2) + 1
    return f"100.{64 + (number >> 16)}.{number >> 8 & 0xFF}.{number & 0xFF}"
