"""Asks UDP ports: an answer is open, "port unreachable" is refused, silence is silence."""

import errno
import select
import socket
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from ipaddress import ip_address

from operations.audit.probe.payloads import payload

TRIES = 3
PAUSE_SECONDS = 0.4
AT_ONCE = 200
"""Sockets in use at a time; a process may have 1,024 files."""
REFUSED = frozenset({errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.EACCES})
"""What the kernel makes of "port unreachable" and "prohibited"."""


@dataclass
class Heard:
    """Which of an address's UDP ports did what."""

    open: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)


@dataclass
class Question:
    """One port that is being asked."""

    socket: socket.socket
    address: str
    port: int
    heard: Heard

    def send(self) -> bool:
        """Send the request; tell whether an answer is still to come."""
        try:
            self.socket.send(payload(self.port))
        except OSError as error:
            return self._failed(error)
        return True

    def receive(self) -> bool:
        """Take what arrived; tell whether an answer is still to come."""
        try:
            self.socket.recv(4096)
        except OSError as error:
            return self._failed(error)
        self.heard.open.add(self.port)
        return False

    def _failed(self, error: OSError) -> bool:
        if error.errno in REFUSED:
            self.heard.refused.add(self.port)
            return False
        return True


def ask(wanted: Iterable[tuple[str, int]]) -> dict[str, Heard]:
    """Send each port its request a few times and tell what came back."""
    ports = list(wanted)
    found = {address: Heard() for address, _ in ports}
    for start in range(0, len(ports), AT_ONCE):
        with ExitStack() as stack:
            waiting: dict[socket.socket, Question] = {}
            for address, port in ports[start : start + AT_ONCE]:
                family = socket.AF_INET if ip_address(address).version == 4 else socket.AF_INET6
                opened = stack.enter_context(socket.socket(family, socket.SOCK_DGRAM))
                opened.settimeout(0)
                try:
                    opened.connect((address, port))
                except OSError:
                    continue  # there is no route
                waiting[opened] = Question(opened, address, port, found[address])
            for _ in range(TRIES):
                attempt(waiting)
    return found


def attempt(waiting: dict[socket.socket, Question]) -> None:
    """Send to every port that has not answered, and wait for a while."""
    for each in list(waiting.values()):
        if not each.send():
            del waiting[each.socket]
    until = time.monotonic() + PAUSE_SECONDS
    while waiting and (left := until - time.monotonic()) > 0:
        for ready in select.select(list(waiting), [], [], left)[0]:
            if not waiting[ready].receive():
                del waiting[ready]
