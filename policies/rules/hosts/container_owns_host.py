"""A container is no second host: not privileged, not in the host's network, without the engine's socket."""

from collections.abc import Iterator

from ...finding import Finding
from ...host.engine import engine
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "container-owns-host",
    on=HOST_TYPES,
    protects="such a container can open any port, rewrite the ruleset and become root on the host",
    remedy="give it a network of its own, the capabilities that it needs and no more, and no socket of the engine",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at each service and each container that is started."""
    told = content(resource)
    if told.is_empty:
        return
    for facts in engine(told).escapes():
        yield Finding(facts)
