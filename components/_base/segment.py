"""What a node has to know of the network it is in. The network hands it out; no component imports another."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

import pulumi

from .flow import Flow


@dataclass(frozen=True)
class Segment:
    """A private network, as its nodes see it."""

    network_id: pulumi.Output[int]
    """The vendor's id. Known once all subnets exist, so that a node can have its address at creation."""
    ip_range: IPv4Network
    """The whole private range."""
    tunnel_range: IPv4Network
    """Where people's addresses come from when they are in the tunnel."""
    subnets: Mapping[str, IPv4Network]
    """Role -> its subnet."""
    flows: tuple[Flow, ...]
    """Everything that one role may reach on another."""
