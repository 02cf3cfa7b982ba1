"""The server of a component that holds data, and its addresses, are protected as its volumes are.

A server is not data, but the database on it is: a replaced member has to copy everything anew, and two replaced at the
same time are an outage.
"""

from collections.abc import Iterator

from ...backups import is_component_with_data
from ...finding import Finding
from ...hetzner.tokens import COMPUTE_NODE, PRIMARY_IP, SERVER
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "stateful-server-protected",
    reads=(COMPUTE_NODE, SERVER, PRIMARY_IP),
    protects="an update that replaces it takes a member of the database away, and with a second one the service",
    remedy="set protect=True in its options, and delete_protection=True and, on a server, rebuild_protection=True",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at the children of nodes that hold data."""
    for node in stack.of(COMPUTE_NODE):
        if not is_component_with_data(node):
            continue
        for token in (SERVER, PRIMARY_IP):
            for child in stack.children(node, token):
                if not child.options.protect:
                    yield Finding(f"the engine may replace and delete it, and {node.name} holds data", child)
                locks = ("deleteProtection", "rebuildProtection") if token == SERVER else ("deleteProtection",)
                for lock in locks:
                    if child.get(lock) is not True:
                        yield Finding(f"{lock} is not on, and {node.name} holds data", child)
