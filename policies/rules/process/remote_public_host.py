"""Commands reach hosts through the tunnel: one that goes to a public address needs SSH to be public.

A host that is not known before apply is judged by `remote-unseen-host`, and here on apply, before anything is sent.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...host.connection import REMOTE_TYPES, hops
from ...host.reach import is_private
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "remote-public-host",
    on=REMOTE_TYPES,
    protects="a deployment that goes in by a public address keeps SSH open to the internet for good",
    remedy="connect to the host's private address, as a literal of the address plan, through the WireGuard tunnel",
)
def rule(command: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the address that is called first: behind a proxy only the proxy's counts."""
    called = [connection for _, connection in hops(command)][-1:]
    for connection in called:
        host = connection.get("host")
        if host is not UNKNOWN and not (isinstance(host, str) and is_private(host)):
            yield Finding("connects to a host that is no private address")
