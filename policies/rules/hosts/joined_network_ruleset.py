"""A server that joins a private network later has its own ruleset too: from its user data, or from a bundle.

What states its networks itself is judged before it is created, by `host-ruleset-missing`.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import REMOTE_COMMAND, SERVER, SERVER_NETWORK
from ...host.firewall import closed
from ...host.source import content
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "joined-network-ruleset",
    reads=(SERVER_NETWORK, SERVER, REMOTE_COMMAND),
    protects="the vendor filters nothing between servers of a private network, so each neighbour reaches every port",
    remedy="have the server's user data, or a command that depends on it, load a ruleset with policy drop",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Follow each attachment to its server, and look at what that is told."""
    for joined in stack.of(SERVER_NETWORK):
        for server in stack.follow(joined, "serverId", SERVER).found:
            if not server.get("networks") and not content(server).unknown and not _is_closed(server, stack):
                yield Finding(
                    f"joins {server.name} to a private network, and nothing tells that to filter there", joined
                )


def _is_closed(server: Resource, stack: Stack) -> bool:
    bundles = (
        each
        for each in stack.of(REMOTE_COMMAND)
        if any(server.urn in sources for sources in each.dependencies.values())
    )
    return any(len(closed(content(each))) == 2 for each in (server, *bundles))
