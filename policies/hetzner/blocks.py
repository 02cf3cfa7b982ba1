"""Addresses in what the provider answers. One that is not known, or not one, leads to nobody."""

from ..networks import Block, NetworkError, merge
from ..networks import parse as parse_network
from ..reading import Value
from ..resource import Resource


def block(value: Value) -> tuple[Block, ...]:
    """Return the addresses of a text, none if it is no address or range."""
    try:
        return (parse_network(value),) if isinstance(value, str) else ()
    except NetworkError:
        return ()


def known(resource: Resource, *keys: str) -> tuple[Block, ...]:
    """Return the addresses that stand in properties of a resource, or that the provider answered."""
    values = [value for key in keys for value in (resource.get(key), resource.outputs.get(key))]
    return tuple(merge(found for value in values for found in block(value)))
