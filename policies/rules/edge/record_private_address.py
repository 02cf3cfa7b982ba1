"""No public name tells an address of the inside."""

from collections.abc import Iterator

from ...cloudflare.tokens import DNS_RECORD
from ...finding import Finding
from ...networks import Block, NetworkError
from ...networks import parse as parse_network
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

_INSIDE = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "::/127",
    "fc00::/7",
    "fe80::/10",
)
INSIDE = tuple(parse_network(network) for network in _INSIDE)
"""Addresses that mean something only where one is (RFC 6890), except those for documentation."""


@resource_rule(
    "record-private-address",
    on=DNS_RECORD,
    protects="strangers learn how the inside is laid out, and browsers can be led to it by a page of theirs",
    remedy="keep names of the inside in a resolver of the inside",
)
def rule(record: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the address. One that is not known yet is for `unproxied-record`."""
    content = record.get("content")
    if record.get("type") in ("A", "AAAA") and isinstance(content, str) and _inside(content):
        yield Finding("leads to a private address")


def _inside(text: str) -> bool:
    try:
        address = parse_network(text)
    except NetworkError:
        return False
    return any(_within(address, block) for block in INSIDE)


def _within(address: Block, block: Block) -> bool:
    return address.version == block.version and block.first <= address.first <= block.last
