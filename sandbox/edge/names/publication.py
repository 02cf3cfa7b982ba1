"""The names that the emulated CDN tells the world."""

from sandbox.edge.names.lookup import Names
from sandbox.edge.names.zone import PublishedZone
from sandbox.edge.zone_state import Edge, ZoneState

PREVIEWS = "workers.dev"
"""Where Workers answer without a domain of their own, each account below a name (cloudflare-docs,
workers/configuration/routing/workers-dev)."""


def published(edge: Edge) -> Names:
    """Return what the resolver knows: active zones, and where previews of Workers answer."""
    zones = [zone(each) for each in edge.zones.values() if each.status == "active"]
    if edge.subdomains:
        zones.append(PublishedZone(PREVIEWS, (), (), tuple(f"*.{each}.{PREVIEWS}" for each in edge.subdomains)))
    return Names(zones)


def zone(state: ZoneState) -> PublishedZone:
    """Return a zone as the world sees it."""
    return PublishedZone(state.name, state.name_servers, state.records, tuple(state.domains), paused=state.paused)
