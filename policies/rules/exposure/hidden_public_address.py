"""A server that states no public address gets none through a floating one."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.interface import states_public_address
from ...hetzner.tokens import FLOATING_IP, FLOATING_IP_ASSIGNMENT, SERVER
from ...picture.whole import READS, picture_of
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "hidden-public-address",
    reads=READS,
    protects="a server that is meant to be private would be reachable from the internet",
    remedy="assign floating addresses only to servers of this stack that state a public address in public_nets",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Follow floating addresses to their servers."""
    for address in picture_of(stack).addresses:
        resource = stack.at(address.key)
        if resource is None or resource.type not in (FLOATING_IP, FLOATING_IP_ASSIGNMENT):
            continue
        for value in address.leads.unseen:
            yield Finding(f"leads to {value}", resource)
        for key in address.leads.parts:
            server = stack.at(key)
            if server is not None and server.type == SERVER and not states_public_address(server):
                yield Finding(f"makes {server.name} public, which states no public address", resource)
