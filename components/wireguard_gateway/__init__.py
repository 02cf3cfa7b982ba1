"""The gateway through which people come in."""

from .args import WireGuardGatewayArgs
from .component import WireGuardGateway
from .groups import Group, Reach
from .peers import Peer

__all__ = ["Group", "Peer", "Reach", "WireGuardGateway", "WireGuardGatewayArgs"]
