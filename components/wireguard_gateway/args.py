"""The arguments of a gateway of the tunnel."""

from datetime import date
from ipaddress import IPv4Network
from typing import Annotated

from pydantic import Field

from .._base.args import Args
from .._base.exposure import Exposure, WireGuardPort
from .._base.segment import Segment
from . import epochs, groups, peers
from .epochs import Epoch
from .groups import Group
from .peers import Name, Peer

Numbers = tuple[Annotated[int, Field(ge=1)], ...]


class WireGuardGatewayArgs(Args):
    """One gateway: its keys, who may come in, and what they reach from there."""

    number: Annotated[int, Field(ge=1)]
    """The node's number in its role: which quarter of the tunnel range is this gateway's."""
    segment: Segment
    peers: dict[Name, Peer]
    groups: dict[Name, Group]
    keys: Numbers = (1,)
    """The epochs of its keys: `[1]`, `[1, 2]` while everybody changes over, then `[2]`."""
    exposures: tuple[Exposure, ...]
    """Of the node: each epoch's port has to be among them, and no other port of WireGuard."""
    today: date
    """In UTC. Peers whose last day is before it are left out."""

    @property
    def epochs(self) -> tuple[Epoch, ...]:
        """Its key epochs."""
        return epochs.epochs(self.segment.tunnel_range, self.number, self.keys)

    @property
    def network(self) -> IPv4Network:
        """All its addresses in the tunnel, in all epochs."""
        return epochs.part(self.segment.tunnel_range, self.number)

    @property
    def admitted(self) -> dict[str, Peer]:
        """The peers that have not expired."""
        return peers.current(self.peers, self.today)

    def problems(self) -> list[str]:
        """Return everything that is wrong, one line each."""
        wrong = epochs.problems(self.segment.tunnel_range, self.number, self.keys)
        return [
            *wrong,
            *groups.problems(self.groups, self.segment.subnets),
            *peers.problems(self.peers, self.groups, () if wrong else self.epochs, self.today),
            *([] if wrong else self._exposures()),
        ]

    def _exposures(self) -> list[str]:
        exposed = {each.port for each in self.exposures if isinstance(each, WireGuardPort)}
        answered = {epoch.port: epoch.number for epoch in self.epochs}
        closed = [
            f"exposures: key epoch {number} answers on port {port}, which nothing exposes; "
            f"add {{kind: wireguard-port, port: {port}}}"
            for port, number in answered.items()
            if port not in exposed
        ]
        return closed + [
            f"exposures: port {port} is open, and no key epoch answers on it; "
            f"take {{kind: wireguard-port, port: {port}}} out"
            for port in sorted(exposed - answered.keys())
        ]
