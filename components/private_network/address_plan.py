"""Who gets which private address. Pure arithmetic over plain values.

A node of a role has a number from 1. It owns two addresses of the role's subnet, one for odd and one for even
generations, so that its successor can exist beside it before it goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from itertools import combinations

RESERVED_FIRST = 4
"""Addresses at the start of each subnet that no node gets: the subnet's own address, the vendor's gateway where the
subnet is the first of the range, and two for service addresses that move between nodes."""
RESERVED_LAST = 1
"""The broadcast address."""
SLOTS_PER_NODE = 2
FULLEST = 0.5
"""Share of a subnet's nodes that may be in use when it is planned: room to double before anybody has to renumber."""
SMALLEST_PREFIX = 29
"""The vendor's smallest subnet; two nodes fit, one of them as room to grow."""
PRIVATE = tuple(IPv4Network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
GATEWAY = IPv4Address("172.31.1.1")
"""The vendor's gateway of the public interface: a private network that contains it cuts its servers off."""


@dataclass(frozen=True)
class Room:
    """How full a subnet is."""

    nodes: int
    """The highest number of a node in it."""
    capacity: int
    """The highest number that fits."""


@dataclass(frozen=True)
class AddressPlan:
    """A private range, cut into one subnet per role."""

    ip_range: IPv4Network
    tunnel_range: IPv4Network
    subnets: Mapping[str, IPv4Network]

    def address(self, role: str, number: int, generation: int) -> IPv4Address:
        """Return the address of a node's generation.

        Raises:
            ValueError: the role has no subnet, or the number does not fit into it.

        """
        if role not in self.subnets:
            msg = f"{role}: no subnet for this role; there are {', '.join(sorted(self.subnets))}"
            raise ValueError(msg)
        subnet = self.subnets[role]
        if not 1 <= number <= capacity(subnet):
            msg = f"number {number} does not fit into {subnet}, which holds {capacity(subnet)} nodes; widen the subnet"
            raise ValueError(msg)
        offset = RESERVED_FIRST + SLOTS_PER_NODE * (number - 1) + (generation + 1) % SLOTS_PER_NODE
        return subnet.network_address + offset

    def problems(self, nodes: Mapping[str, int]) -> list[str]:
        """Return everything that is wrong with the plan.

        Args:
            nodes: role -> the highest number of a node of it.

        """
        return [*self._range(), *self._subnets(), *self._overlaps(), *self._growth(nodes)]

    def room(self, nodes: Mapping[str, int]) -> dict[str, Room]:
        """Return how full each role's subnet is."""
        return {role: Room(nodes.get(role, 0), capacity(subnet)) for role, subnet in self.subnets.items()}

    def _range(self) -> list[str]:
        problems = []
        if not any(self.ip_range.subnet_of(private) for private in PRIVATE):
            ranges = ", ".join(str(each) for each in PRIVATE)
            problems.append(f"ip_range: {self.ip_range} is not private; take a part of {ranges}")
        if GATEWAY in self.ip_range:
            problems.append(f"ip_range: {self.ip_range} contains {GATEWAY}, the vendor's public gateway; take another")
        if self.tunnel_range.overlaps(self.ip_range):
            problems.append(
                f"tunnel_range: {self.tunnel_range} overlaps ip_range {self.ip_range}; take a range outside"
            )
        return problems

    def _subnets(self) -> list[str]:
        problems = []
        for role, subnet in self.subnets.items():
            if not subnet.subnet_of(self.ip_range):
                problems.append(f"subnets.{role}: {subnet} is outside ip_range {self.ip_range}; take a part of it")
            if subnet.prefixlen > SMALLEST_PREFIX:
                problems.append(f"subnets.{role}: {subnet} is too small, /{SMALLEST_PREFIX} is the least; widen it")
        return problems

    def _overlaps(self) -> list[str]:
        return [
            f"subnets.{second}: {self.subnets[second]} overlaps subnets.{first} ({self.subnets[first]}); separate them"
            for first, second in combinations(self.subnets, 2)
            if self.subnets[first].overlaps(self.subnets[second])
        ]

    def _growth(self, nodes: Mapping[str, int]) -> list[str]:
        problems = []
        for role, room in self.room(nodes).items():
            if room.nodes > room.capacity * FULLEST:
                problems.append(
                    f"subnets.{role}: {self.subnets[role]} holds {room.capacity} nodes, and number {room.nodes} leaves "
                    f"less than half of it to grow; widen the subnet"
                )
        if self.subnets and not problems and not self._fits_another():
            widest = max(self.subnets.values(), key=lambda each: each.num_addresses)
            problems.append(
                f"subnets: no room in ip_range {self.ip_range} for another role of /{widest.prefixlen}; widen ip_range"
            )
        return problems

    def _fits_another(self) -> bool:
        used = sum(each.num_addresses for each in self.subnets.values())
        prefix = min(each.prefixlen for each in self.subnets.values())
        if prefix <= self.ip_range.prefixlen or used >= self.ip_range.num_addresses:
            return False
        return any(
            not any(candidate.overlaps(each) for each in self.subnets.values())
            for candidate in self.ip_range.subnets(new_prefix=prefix)
        )


def capacity(subnet: IPv4Network) -> int:
    """Return how many nodes fit into a subnet."""
    return (subnet.num_addresses - RESERVED_FIRST - RESERVED_LAST) // SLOTS_PER_NODE
