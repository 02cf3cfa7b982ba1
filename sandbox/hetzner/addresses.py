"""Public addresses and hardware addresses: from ranges that are reserved for documentation and benchmarks only.

IPv4 addresses are numbered: position 0 is the first usable one of the first range below, and so on through all ranges.
The three documentation ranges (RFC 5737) hold 762; whoever needs more gets the benchmark range of RFC 2544, 131,070
more. A position is never given twice while it is in use: positions are counted up, wrap around at the end, and those in
use are skipped. IPv6 networks are /64s of 2001:db8::/32 (RFC 3849), numbered likewise.
"""

import sqlite3
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from sandbox.hetzner.documents import Documents
from sandbox.hetzner.errors import ApiError

IPV4 = tuple(IPv4Network(text) for text in ("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24", "198.18.0.0/15"))
IPV6 = IPv6Network("2001:db8::/32")
MAC_PREFIX = "86:00:00"
"""Hardware addresses of private interfaces start like this (observed at the vendor)."""


def ipv4(position: int) -> str:
    """Return the address at a position."""
    for network in IPV4:
        usable = network.num_addresses - 2
        if position < usable:
            return str(network.network_address + 1 + position)
        position -= usable
    raise IndexError(position)


def ipv6(position: int) -> str:
    """Return the /64 at a position; position 0 is 2001:db8:0:1::/64."""
    return str(IPv6Network((int(IPV6.network_address) + ((position + 1) << 64), 64)))


SIZE = {"ipv4": sum(network.num_addresses - 2 for network in IPV4), "ipv6": 2**32 - 1}


def position_of(address: str) -> tuple[str, int]:
    """Return family and position of an address or /64 that was given out."""
    if ":" in address:
        wide = IPv6Network(address if "/" in address else f"{address}/64", strict=False)
        return "ipv6", ((int(wide.network_address) - int(IPV6.network_address)) >> 64) - 1
    wanted, position = IPv4Address(address), 0
    for network in IPV4:
        if wanted in network:
            return "ipv4", position + int(wanted) - int(network.network_address) - 1
        position += network.num_addresses - 2
    raise ValueError(address)


class Addresses:
    """Gives addresses out and takes them back, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._sql = connection
        self._documents = documents

    def take(self, family: str) -> str:
        """Return an IPv4 address or an IPv6 /64 that nobody has.

        Raises:
            ApiError: `unavailable`, all are in use.

        """
        in_use = self._sql.execute("SELECT count(*) FROM address WHERE family = ?", (family,)).fetchone()[0]
        if in_use >= SIZE[family]:
            raise ApiError("unavailable", f"no {family} address is left", status=412)
        while True:
            position = (self._documents.next(f"address_{family}") - 1) % SIZE[family]
            taken = self._sql.execute("INSERT OR IGNORE INTO address VALUES (?, ?)", (family, position)).rowcount
            if taken:
                return ipv4(position) if family == "ipv4" else ipv6(position)

    def give_back(self, address: str) -> None:
        """Make an address available again."""
        self._sql.execute("DELETE FROM address WHERE family = ? AND position = ?", position_of(address))

    def mac(self) -> str:
        """Return a hardware address that was never given out."""
        number = self._documents.next("mac").to_bytes(3, "big")
        return f"{MAC_PREFIX}:{number[0]:02x}:{number[1]:02x}:{number[2]:02x}"


def first_host(network: str) -> str:
    """Return the address of a /64 that load balancers and default entries use: the first."""
    return str(IPv6Address(int(IPv6Network(network).network_address) + 1))


def default_pointer(address: str) -> str:
    """Return the reverse DNS entry an IPv4 address has until somebody sets one."""
    return f"static.{'.'.join(reversed(address.split('.')))}.clients.your-server.de"
