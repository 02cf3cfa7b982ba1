"""A connection that a preview does not know yet does not come from a public address.

The SDK makes a whole connection unknown for one unknown part, the host's key often. What it comes from is known.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.interface import private_only
from ...hetzner.tokens import FLOATING_IP, PRIMARY_IP, SERVER
from ...host.connection import REMOTE_TYPES, is_unknown
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "remote-unseen-host",
    reads=(*REMOTE_TYPES, SERVER, PRIMARY_IP, FLOATING_IP),
    protects="a deployment that goes in by a public address keeps SSH open to the internet for good",
    remedy="connect to the host's private address, as a literal of the address plan, through the WireGuard tunnel",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at what the connection is made from."""
    addresses = {each.urn: each for each in stack.of(SERVER, PRIMARY_IP, FLOATING_IP)}
    for command in stack.of(*REMOTE_TYPES):
        if is_unknown(command):
            for urn in command.dependencies.get("connection", ()):
                source = addresses.get(urn)
                if source and _is_public(source):
                    yield Finding(f"its connection comes from {source.name}, which has a public address", command)


def _is_public(source: Resource) -> bool:
    return source.type != SERVER or not private_only(source)
