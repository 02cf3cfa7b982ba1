"""The container engine stays behind the host's filter, and what it runs is told here in full."""

from collections.abc import Iterator

from ...finding import Finding
from ...host.engine import engine
from ...host.firewall import rulesets
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "docker-unfiltered",
    on=HOST_TYPES,
    protects="containers that are routed to, or an engine that listens on TCP, are reached past every rule of the host",
    remedy="keep translating bridges, the engine's own rules, its API on its socket, and a resolved Compose file",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the engine's configuration, networks, and files that only Compose could put together."""
    told = content(resource)
    if told.is_empty:
        return
    containers = engine(told)
    for facts in containers.unfiltered():
        yield Finding(facts)
    if containers.present and any(each.ruleset.flushes for each in rulesets(told)):
        yield Finding("its ruleset flushes all tables, those of the container engine too")
