"""Makes machines match what the vendor's control plane wants."""

import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

from sandbox.machines.fabric import Fabric
from sandbox.machines.keeper import Keeper
from sandbox.machines.namespace import Namespace
from sandbox.machines.network.errors import FabricError
from sandbox.machines.picture import Event, Picture, Server
from sandbox.machines.site import Site

CLOSE_SECONDS = 20.0
"""How long all machines may take to lose their power at the end."""


class Driver:
    """One keeper for each server, and the fabric that joins them."""

    def __init__(self, site: Site, fabric: Fabric) -> None:
        self._site = site
        self._fabric = fabric
        self._lock = threading.RLock()
        self._picture = Picture()
        self._keepers: dict[int, Keeper] = {}
        self._namespaces: dict[int, Namespace] = {}
        self.listener: Callable[[int], None] = lambda _: None
        """Told when a server was shut down from inside."""

    def follow(self, picture: Picture, events: Iterable[tuple[Event, int]]) -> None:
        """Make the machines match a picture, after these events. What takes time happens in each keeper's thread."""
        with self._lock:
            self._picture = picture
            for server in picture.servers:
                if server.id not in self._keepers:
                    self._keepers[server.id] = Keeper(self._site, server, self)
            self._wire()
            for identity, keeper in list(self._keepers.items()):
                told = tuple(event for event, server in events if server == identity)
                keeper.follow(picture.server(identity), told)
                if picture.server(identity) is None:
                    del self._keepers[identity]
            self._site.keep_volumes(picture.volumes)

    def plug(self, server: int) -> Namespace:
        """Give a machine that is about to boot a namespace with its interfaces."""
        with self._lock:
            self._unplug(server)
            self._namespaces[server] = Namespace.create(f"server-{server}")
            self._wire()
            return self._namespaces[server]

    def unplug(self, server: int) -> None:
        """Take a machine that does not run off the fabric."""
        with self._lock:
            self._unplug(server)
            self._wire()

    def cut(self, server: int) -> None:
        """Take a machine's links down: it is about to lose its power, and must not say good-bye."""
        self._fabric.cut(server)

    def wanted(self, server: int) -> Server | None:
        """Return a server as it should be now."""
        return self._picture.server(server)

    def status(self) -> list[dict[str, Any]]:
        """Return what is known of each server."""
        with self._lock:
            return [
                keeper.status() | {"namespace": namespace.fd if (namespace := self._namespaces.get(identity)) else None}
                for identity, keeper in self._keepers.items()
            ]

    def close(self) -> None:
        """Cut the power of every machine and take the fabric down."""
        keepers = list(self._keepers.values())
        for keeper in keepers:
            keeper.close()
        for keeper in keepers:
            keeper.join(CLOSE_SECONDS)
        self._fabric.close()

    def _wire(self) -> None:
        try:
            self._fabric.wire(self._picture, self._namespaces)
        except FabricError as error:  # the rest is wired, and the next picture tries again
            print(f"network: {error}", file=sys.stderr, flush=True)

    def _unplug(self, server: int) -> None:
        namespace = self._namespaces.pop(server, None)
        if namespace:
            namespace.close()
