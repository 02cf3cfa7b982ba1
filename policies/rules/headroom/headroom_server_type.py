"""The server of a node is of the type that the node's headroom was worked out for."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import COMPUTE_NODE, SERVER
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "headroom-server-type",
    reads=(COMPUTE_NODE, SERVER),
    protects="headroom that was worked out for another machine says nothing about this one",
    remedy="give the node and its server the same server type; a transformation may have changed one of them",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Compare each node's facts with its child server."""
    for node in stack.of(COMPUTE_NODE):
        for server in stack.children(node, SERVER):
            stated, real = node.get("serverType"), server.get("serverType")
            if stated != real:
                yield Finding(f"is a {real}, and its node {node.name} states {stated}", server)
