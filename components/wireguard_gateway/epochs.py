"""A gateway's keys, one epoch each, and who has which address in them. Pure arithmetic.

The tunnel range is cut into quarters, one for each gateway by its number, and each quarter into two slots. An epoch is
a key with an interface, a port and a slot of its own: odd ones `wg0`, 51820 and the first half, even ones `wg1`, 51821
and the second half. So an epoch and its successor are two tunnels that share nothing, and nobody has to change at the
same moment as the gateway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

MOST_GATEWAYS = 4
SLOTS = 2
FIRST_PORT = 51820
RESERVED_FIRST = 2
"""Addresses at the start of a slot that no peer gets: the network's own, and the gateway's."""
RESERVED_LAST = 1
"""The broadcast address."""
KEYS_PER_PEER = 2
"""A peer's key and its successor have an address each."""
SMALLEST_PREFIX = 26
"""The smallest tunnel range: two peers at each gateway."""


@dataclass(frozen=True)
class Epoch:
    """One key of a gateway, and the tunnel that it has for itself."""

    number: int
    slot: IPv4Network

    @property
    def interface(self) -> str:
        """The name of its interface."""
        return f"wg{self._index}"

    @property
    def port(self) -> int:
        """The UDP port that it answers on."""
        return FIRST_PORT + self._index

    @property
    def gateway(self) -> IPv4Address:
        """The gateway's own address in it."""
        return self.slot.network_address + 1

    def address(self, number: int, generation: int) -> IPv4Address:
        """Return the address of one key of a peer.

        Args:
            number: of the peer.
            generation: of its key; odd and even ones have an address each.

        Raises:
            ValueError: the number does not fit.

        """
        if not 1 <= number <= capacity(self.slot):
            msg = f"{number} does not fit into {self.slot}, which holds {capacity(self.slot)} peers"
            raise ValueError(msg)
        return self.slot.network_address + RESERVED_FIRST + KEYS_PER_PEER * (number - 1) + (generation + 1) % 2

    @property
    def _index(self) -> int:
        return index(self.number)


def index(epoch: int) -> int:
    """Return 0 for odd epochs and 1 for even ones."""
    return (epoch + 1) % SLOTS


def part(tunnel_range: IPv4Network, gateway: int) -> IPv4Network:
    """Return what of the tunnel range belongs to a gateway, in all its epochs."""
    return list(tunnel_range.subnets(prefixlen_diff=2))[gateway - 1]


def epochs(tunnel_range: IPv4Network, gateway: int, numbers: Sequence[int]) -> tuple[Epoch, ...]:
    """Return a gateway's epochs."""
    slots = list(part(tunnel_range, gateway).subnets(prefixlen_diff=1))
    return tuple(Epoch(number, slots[index(number)]) for number in numbers)


def capacity(slot: IPv4Network) -> int:
    """Return the highest number of a peer that fits into a slot."""
    return (slot.num_addresses - RESERVED_FIRST - RESERVED_LAST) // KEYS_PER_PEER


def problems(tunnel_range: IPv4Network, gateway: int, numbers: Sequence[int]) -> list[str]:
    """Return what is wrong with a gateway's epochs: at most one line, since each hides the next."""
    if tunnel_range.prefixlen > SMALLEST_PREFIX:
        return [f"tunnel_range: {tunnel_range} is too small, /{SMALLEST_PREFIX} is the least; widen it"]
    if gateway > MOST_GATEWAYS:
        return [
            f"number: {gateway} is above {MOST_GATEWAYS}, which is how many gateways share the tunnel range; reuse one"
        ]
    listed = ", ".join(str(each) for each in numbers)
    if not numbers:
        return ["keys: there is no epoch, so nobody could come in; set [1]"]
    first = numbers[0]
    if first < 1 or list(numbers) not in ([first], [first, first + 1]):
        return [
            f"keys: [{listed}] is no epoch from 1, alone or with its successor; set [{first}] or [{first}, {first + 1}]"
        ]
    return []
