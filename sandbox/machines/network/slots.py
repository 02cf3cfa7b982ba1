"""Which slot of a machine each private interface is in: `enp7s0` is the first one, as on the vendor's current types."""

from collections.abc import Mapping

from sandbox.machines.namespace import Namespace
from sandbox.machines.picture import Server

FIRST = 7


class Slots:
    """Interfaces that stay where they were plugged in while a machine runs."""

    def __init__(self) -> None:
        self._taken: dict[int, tuple[Namespace, dict[int, int]]] = {}

    def follow(self, servers: Mapping[int, Server], machines: Mapping[int, Namespace]) -> None:
        """Give every interface a slot: in order at boot, later the lowest free one.

        Args:
            servers: those that are wired.
            machines: their namespaces. Another one means another boot.

        """
        before, self._taken = self._taken, {}
        for identity, server in servers.items():
            namespace, slots = before.get(identity, (None, {}))
            wanted = [nic.network for nic in server.nics]
            kept = (
                {net: slot for net, slot in slots.items() if net in wanted} if namespace is machines[identity] else {}
            )
            free = (slot for slot in range(FIRST, FIRST + len(kept) + len(wanted)) if slot not in kept.values())
            added = {network: next(free) for network in wanted if network not in kept}
            self._taken[identity] = machines[identity], kept | added

    def interface(self, server: int, network: int) -> str:
        """Return the name of a server's interface in a network."""
        return f"enp{self._taken[server][1][network]}s0"
