"""A token of the edge's API works from where it is used, and from nowhere else."""

from collections.abc import Iterator

from ...cloudflare.tokens import API_TOKENS
from ...finding import Finding
from ...networks import BITS, NetworkError
from ...networks import parse as parse_network
from ...reading import Value
from ...resource import Resource
from ...rule import Level, resource_rule
from ...settings import Settings

NARROWEST = {4: 8, 6: 32}
"""Bits of a network that bounds a token at all; what is wider is a good part of the internet."""


@resource_rule(
    "api-token-addresses",
    on=API_TOKENS,
    protects="a token that leaked works for whoever has it, from anywhere",
    remedy="state condition.request_ip.ins with the addresses that it is used from",
    level=Level.ADVISORY,
    level_reason="programs that run in shared places, as jobs of CI do, have no address of their own",
)
def rule(token: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the addresses that it is bound to."""
    condition = token.get("condition")
    request = condition.get("requestIp") if isinstance(condition, dict) else None
    networks = request.get("ins") if isinstance(request, dict) else None
    if not isinstance(networks, list) or not networks or not all(map(_bounds, networks)):
        yield Finding("works from anywhere, or may")


def _bounds(network: Value) -> bool:
    try:
        block = parse_network(network) if isinstance(network, str) else None
    except NetworkError:
        return False
    return block is not None and block.last - block.first < 1 << (BITS[block.version] - NARROWEST[block.version])
