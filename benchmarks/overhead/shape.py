"""The environment that both programs make: nodes for a number of resources, in as few networks as the vendor allows."""

from ipaddress import IPv4Address, IPv4Network

PER_NETWORK = 100
"""Servers that the vendor lets into one network (catalogue/hetzner/limits.yaml)."""
TUNNEL = IPv4Network("10.99.0.0/24")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
OF_NETWORK = 2
"""Resources of a network: itself and its subnet."""
PER_NODE = 7
"""Firewall, two addresses, seed, server, volume, its attachment."""


def nodes_for(resources: int) -> int:
    """Return how many nodes make about so many resources."""
    return max(1, round((resources - OF_NETWORK - 1) / PER_NODE))


def resources_of(nodes: int) -> int:
    """Return how many resources so many nodes make."""
    return 1 + OF_NETWORK * networks_for(nodes) + PER_NODE * nodes


def networks_for(nodes: int) -> int:
    """Return how many networks so many nodes need."""
    return -(-nodes // PER_NETWORK)


def network_of(number: int) -> int:
    """Return the network of a node; numbers of both from 1."""
    return (number - 1) // PER_NETWORK + 1


def ip_range(network: int) -> IPv4Network:
    """Return the range of a network."""
    return IPv4Network(f"10.{19 + network}.0.0/16")


def subnet(network: int) -> IPv4Network:
    """Return the range of a network's subnet."""
    return next(ip_range(network).subnets(prefixlen_diff=1))


def address(number: int) -> IPv4Address:
    """Return the private address of a node."""
    return subnet(network_of(number)).network_address + 4 + 2 * ((number - 1) % PER_NETWORK)
