"""Answers DHCP and metadata on every cable: whoever asks is known by the cable, never by what it says of itself."""

import asyncio
import threading
from collections.abc import Coroutine, Mapping, Set
from dataclasses import dataclass

from sandbox.machines.namespace import Namespace
from sandbox.machines.network.counter import Counter, Station


@dataclass(frozen=True)
class Post:
    """Where answers are given: one cable of one router."""

    router: Namespace
    link: str


class Answering:
    """A thread that answers on all cables. The sockets are made inside of the routers; the thread never goes there."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="dhcp and metadata", daemon=True)
        self._thread.start()
        self._counters: dict[Post, Counter] = {}

    def follow(self, stations: Mapping[Post, Station], remade: Set[Post]) -> None:
        """Answer exactly these.

        Args:
            stations: what is answered where.
            remade: posts whose cable is another one than before.

        """
        for post in [each for each in self._counters if each not in stations or each in remade]:
            self._wait(self._counters.pop(post).close())
        for post, station in stations.items():
            if post in self._counters:
                self._counters[post].station = station
            else:
                self._counters[post] = Counter(post.router, post.link, station)
                self._wait(self._counters[post].open())

    def close(self) -> None:
        """Answer nobody any more."""
        self.follow({}, frozenset())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, work: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()
