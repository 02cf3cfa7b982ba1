"""All routers: the internet, which is always there, and one for each private network that has a member."""

from collections.abc import Iterator, Mapping

from sandbox.machines.network.answering import Post
from sandbox.machines.network.errors import FabricError
from sandbox.machines.network.plane import Plane
from sandbox.machines.network.wiring import Wiring
from sandbox.toolchain.debian import Program

INTERNET = 0
"""In the place of a network's id, which the vendor counts from 1."""


class Planes:
    """Routers by the id of their network."""

    def __init__(self, nft: Program) -> None:
        self._nft = nft
        self._planes = {INTERNET: Plane("internet", nft)}

    def __getitem__(self, network: int) -> Plane:
        return self._planes[network]

    def __iter__(self) -> Iterator[Plane]:
        return iter(self._planes.values())

    def bring(self, wirings: Mapping[int, Wiring]) -> tuple[set[Post], list[str]]:
        """Make exactly these exist.

        Returns:
            Where cables are others than before, and what could not be done: one router's trouble is not another's.

        """
        for network in self._planes.keys() - wirings.keys():
            self._planes.pop(network).close()
        for network in wirings.keys() - self._planes.keys():
            self._planes[network] = Plane(f"network {network}", self._nft)
        remade: set[Post] = set()
        troubles: list[str] = []
        for network, wiring in wirings.items():
            plane = self._planes[network]
            try:
                remade |= {Post(plane.namespace, link) for link in plane.bring(wiring)}
            except FabricError as error:
                troubles.append(str(error))
        return remade, troubles

    def close(self) -> None:
        """Take all of them down."""
        for plane in self:
            plane.close()
