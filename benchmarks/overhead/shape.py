"""The environment that both programs make: one network and as many nodes as a number of resources asks for."""

from ipaddress import IPv4Address, IPv4Network

RANGE = IPv4Network("10.20.0.0/16")
SUBNET = IPv4Network("10.20.0.0/17")
TUNNEL = IPv4Network("10.99.0.0/24")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
SHARED = 3
"""Resources beside the nodes: network, subnet, key."""
PER_NODE = 7
"""Firewall, two addresses, seed, server, volume, its attachment."""


def nodes_for(resources: int) -> int:
    """Return how many nodes make about so many resources."""
    return max(1, round((resources - SHARED) / PER_NODE))


def resources_of(nodes: int) -> int:
    """Return how many resources so many nodes make."""
    return SHARED + PER_NODE * nodes


def address(number: int) -> IPv4Address:
    """Return the private address of a node, numbers from 1."""
    return SUBNET.network_address + 4 + 2 * (number - 1)
