"""Connections to origins that wait for the next request."""

import time
from collections import defaultdict

import h11

from sandbox.edge.messages import OriginTarget
from sandbox.edge.serving.connection import Connection
from sandbox.edge.serving.origin_limits import MOST_KEPT

Key = tuple[str, OriginTarget]
"""An address, and what was demanded and shown there: what is shown now is never shown over an older connection."""


class Kept:
    """Connections by what they are good for, each with the time since when it waits."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: dict[Key, list[tuple[float, Connection]]] = defaultdict(list)

    def take(self, key: Key) -> Connection | None:
        """Return a connection that is still open, if there is one."""
        self._end_old()
        waiting = self._waiting.get(key)
        return waiting.pop()[1] if waiting else None

    def put(self, key: Key, connection: Connection) -> bool:
        """Keep a connection whose answer was read; tells whether it is kept. If not, the caller ends it."""
        http = connection.http
        done = http.our_state is h11.DONE and http.their_state is h11.DONE
        if not done or connection.over or len(self._waiting[key]) >= MOST_KEPT:
            return False
        http.start_next_cycle()
        self._waiting[key].append((time.monotonic(), connection))
        return True

    def close(self) -> None:
        """End all."""
        for waiting in self._waiting.values():
            for _, connection in waiting:
                connection.writer.close()
        self._waiting.clear()

    def _end_old(self) -> None:
        """End those that waited for too long or were closed by the origin, also those that nobody asks for any more."""
        oldest = time.monotonic() - self._seconds
        for key, waiting in list(self._waiting.items()):
            good = [each for each in waiting if each[0] >= oldest and not each[1].over]
            for _, connection in waiting:
                if not any(connection is kept for _, kept in good):
                    connection.writer.close()
            if good:
                self._waiting[key] = good
            else:
                del self._waiting[key]
