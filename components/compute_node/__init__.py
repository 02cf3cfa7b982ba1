"""A server with its addresses, its firewall and its volumes."""

from .args import Administration, ComputeNodeArgs, Public
from .component import ComputeNode
from .growth import Volume
from .hardening import Collector
from .headroom import Load
from .placement import Existing, Placement

__all__ = [
    "Administration",
    "Collector",
    "ComputeNode",
    "ComputeNodeArgs",
    "Existing",
    "Load",
    "Placement",
    "Public",
    "Volume",
]
