"""A server that states no public address gets none through a floating one."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import FLOATING_IP, FLOATING_IP_ASSIGNMENT, SERVER
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "hidden-public-address",
    reads=(FLOATING_IP, FLOATING_IP_ASSIGNMENT, SERVER),
    protects="a server that is meant to be private would be reachable from the internet",
    remedy="assign floating addresses only to servers of this stack that state a public address in public_nets",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Follow floating addresses to their servers."""
    for address in stack.of(FLOATING_IP, FLOATING_IP_ASSIGNMENT):
        target = stack.follow(address, "serverId", SERVER)
        for value in target.unresolved:
            yield Finding(f"leads to server {value}, which this stack does not declare", address)
        for server in target.found:
            if not _states_public_address(server):
                yield Finding(f"makes {server.name} public, which states no public address", address)


def _states_public_address(server: Resource) -> bool:
    nets = server.get("publicNets")
    entries = nets if isinstance(nets, list) else []
    return any(
        isinstance(net, dict) and net.get(f"{family}Enabled") is not False and net.get(family) is not None
        for net in entries
        for family in ("ipv4", "ipv6")
    )
