"""A host that a preview does not know yet is none that is reached by a public address.

What a connection comes from is known even then. The SDK for Python makes a whole connection unknown for one unknown
part, the host's key often: then only a public address among its sources counts. A host that is unknown itself has to
come from a private address.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.interface import private_only
from ...hetzner.tokens import FLOATING_IP, PRIMARY_IP, SERVER, SERVER_NETWORK
from ...host.connection import REMOTE_TYPES, hops, is_unknown
from ...reading import UNKNOWN
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

SOURCES = (SERVER, PRIMARY_IP, FLOATING_IP, SERVER_NETWORK)


@stack_rule(
    "remote-unseen-host",
    reads=(*REMOTE_TYPES, *SOURCES),
    protects="a deployment that goes in by a public address keeps SSH open to the internet for good",
    remedy="connect to the host's private address, as a literal of the address plan, through the WireGuard tunnel",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at what the connection is made from."""
    addresses = {each.urn: each for each in stack.of(*SOURCES)}
    for command in stack.of(*REMOTE_TYPES):
        unseen = any(hop.get("host") is UNKNOWN for _, hop in list(hops(command))[-1:])
        if not unseen and not is_unknown(command):
            continue
        sources = [addresses[urn] for urn in command.dependencies.get("connection", ()) if urn in addresses]
        public = [source.name for source in sources if _is_public(source)]
        for name in public:
            yield Finding(f"its connection comes from {name}, which has a public address", command)
        if unseen and not sources:
            yield Finding("the host that it connects to is not known before apply and may be a public address", command)


def _is_public(source: Resource) -> bool:
    return source.type in (PRIMARY_IP, FLOATING_IP) or (source.type == SERVER and not private_only(source))
