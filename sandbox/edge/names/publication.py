"""The names that the emulated CDN tells the world."""

from collections.abc import Callable

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


class Publication:
    """The names of the state, put together anew only when that changed."""

    def __init__(self, read: Callable[[], Edge], complain: Callable[[str], object]) -> None:
        """Begin with no names.

        Args:
            read: returns what the edge knows now.
            complain: told once of each record that cannot be said in DNS.

        """
        self._read = read
        self._complain = complain
        self._of: Edge | None = None
        self._names = Names()
        self._complained: frozenset[str] = frozenset()

    def names(self) -> Names:
        """Return what the resolver knows now."""
        edge = self._read()
        if edge is not self._of:
            self._of, self._names = edge, published(edge)
            for each in sorted(self._names.left_out - self._complained):
                self._complain(f"left out of DNS: {each}")
            self._complained |= self._names.left_out
        return self._names
