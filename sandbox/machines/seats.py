"""The seats before a machine's console: a socket at which people see what it prints from now on, and type."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sandbox.machines.protocol import short

CHUNK = 4096


class Seats:
    """Everybody who sits before one console."""

    def __init__(self, path: Path, typed: Callable[[bytes], None]) -> None:
        """Listen; only root can sit down.

        Args:
            path: of the socket; one that a killed daemon left is replaced.
            typed: takes what is typed.

        """
        self._path = path
        self._typed = typed
        self._taken: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path.unlink(missing_ok=True)
        with short(path) as address:
            self._door.bind(address)
        path.chmod(0o600)
        self._door.listen()
        threading.Thread(target=self._receive, name=f"seats of {path.parent.name}", daemon=True).start()

    def show(self, chunk: bytes) -> None:
        """Show everybody what the machine printed; who does not look loses it, and holds nobody up."""
        with self._lock:
            for each in self._taken:
                with suppress(OSError):
                    each.send(chunk, socket.MSG_DONTWAIT)

    def close(self) -> None:
        """Send everybody away."""
        self._path.unlink(missing_ok=True)
        with self._lock:
            for each in (self._door, *self._taken):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def _receive(self) -> None:
        with self._door, suppress(OSError):  # the door was shut
            while True:
                person, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(person,), daemon=True).start()

    def _serve(self, person: socket.socket) -> None:
        with self._lock:
            self._taken.add(person)
        with person, suppress(OSError):
            while typed := person.recv(CHUNK):
                self._typed(typed)
        with self._lock:
            self._taken.discard(person)
