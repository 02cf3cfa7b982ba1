"""What is kept, in memory and within a bound."""

from collections import OrderedDict
from dataclasses import dataclass, field

from sandbox.edge.cache.keys import Key
from sandbox.edge.messages import Response

BYTES = 64 << 20
"""Of bodies in one store. The vendor's bound is not documented; this one is for a sandbox of small files."""


@dataclass(frozen=True)
class Entry:
    """A kept response."""

    response: Response
    since: float
    """When the origin last said so, in seconds since 1970."""
    until: float
    """Until when it is fresh."""
    stale_if_error: int = 0

    def fresh(self, now: float) -> bool:
        """Say whether it can be served as it is."""
        return now < self.until

    def age(self, now: float) -> int:
        """Return the whole seconds since the origin's word."""
        return max(0, int(now - self.since))


@dataclass
class Store:
    """Entries by key; the one that was not asked for longest goes first."""

    limit: int = BYTES
    entries: OrderedDict[Key, Entry] = field(default_factory=OrderedDict)
    size: int = 0

    def get(self, key: Key) -> Entry | None:
        """Return an entry, fresh or not."""
        found = self.entries.get(key)
        if found is not None:
            self.entries.move_to_end(key)
        return found

    def put(self, key: Key, entry: Entry) -> None:
        """Keep an entry, unless it is too large for the store."""
        self.drop(key)
        if len(entry.response.body) > self.limit // 4:
            return
        self.entries[key] = entry
        self.size += len(entry.response.body)
        while self.size > self.limit:
            self.drop(next(iter(self.entries)))

    def drop(self, key: Key) -> None:
        """Forget an entry, if there is one."""
        gone = self.entries.pop(key, None)
        self.size -= len(gone.response.body) if gone else 0

    def purge(self, zone: str) -> None:
        """Forget all entries of a zone."""
        for key in [key for key in self.entries if key[0] == zone]:
            self.drop(key)
