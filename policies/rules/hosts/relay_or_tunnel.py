"""No host opens a way in from within: relays, reverse tunnels and quick tunnels pass by every firewall."""

from collections.abc import Iterator

from ...finding import Finding
from ...host.acts import acts
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "relay-or-tunnel",
    on=HOST_TYPES,
    protects="a tunnel that is opened from inside passes by every firewall, and ends where nobody of us decides",
    remedy="remove it; people come through the WireGuard tunnel, visitors through the edge",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at commands, scripts and units."""
    for facts in dict.fromkeys(acts(content(resource), "relay")):
        yield Finding(facts)
