"""The emulator's end of the wire: tells the machines' daemon what should exist, and hears what ended by itself."""

import queue
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sandbox.machines.picture import Event, Picture, to_data
from sandbox.machines.protocol import connect, pack, unpack

RETRY_SECONDS = 0.2


class Follower:
    """Sends every picture, in order, from a thread of its own, so that nobody waits for machines.

    A daemon that is away gets the newest picture when it is back. What happened meanwhile is moot: its machines went
    with it.
    """

    interested = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pending: queue.Queue[bytes] = queue.Queue()
        self._latest = pack({})
        self._ended: queue.Queue[int] = queue.Queue()
        self._connection: socket.socket | None = None
        threading.Thread(target=self._send, name="machines", daemon=True).start()

    def follow(self, picture: Picture, events: Sequence[tuple[Event, int]]) -> None:
        """Have the machines match a picture, after these events. Returns at once."""
        data = to_data(picture)
        self._latest = pack({"follow": {"picture": data, "events": []}})
        self._pending.put(pack({"follow": {"picture": data, "events": list(events)}}))

    def switched_off(self) -> list[int]:
        """Return the servers that ended by themselves since the last call."""
        found = []
        while True:
            try:
                found.append(self._ended.get_nowait())
            except queue.Empty:
                return found

    def _send(self) -> None:
        while True:
            line = self._pending.get()
            while not self._sent(line):
                time.sleep(RETRY_SECONDS)
                line = self._latest

    def _sent(self, line: bytes) -> bool:
        try:
            if self._connection is None:
                self._connection = connect(self._path)
                threading.Thread(target=self._listen, args=(self._connection,), name="endings", daemon=True).start()
            self._connection.sendall(line)
        except OSError:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            return False
        return True

    def _listen(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as lines, suppress(OSError):
            for line in lines:
                for server in unpack(line).get("ended", ()):
                    self._ended.put(server)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        self._pending.put(self._latest)  # the daemon is gone: its successor has to be told what should exist
