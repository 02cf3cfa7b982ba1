"""The daemon's end of the wire."""

import socketserver
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sandbox.machines.driver import Driver
from sandbox.machines.picture import from_data
from sandbox.machines.protocol import Message, pack, short, unpack


class Service(socketserver.ThreadingUnixStreamServer):
    """Answers on a socket that only its owner reaches."""

    daemon_threads = True

    def __init__(self, path: Path, driver: Driver) -> None:
        """Listen; a socket that a killed daemon left is replaced."""
        self.driver = driver
        path.unlink(missing_ok=True)
        with short(path) as address:
            super().__init__(address, Conversation)
        path.chmod(0o600)


class Conversation(socketserver.StreamRequestHandler):
    """One client, until it hangs up."""

    server: Service

    def handle(self) -> None:
        """Answer line by line; a client that follows is told what ends by itself."""
        sending = threading.Lock()

        def tell(message: Message) -> None:
            with sending:
                self.wfile.write(pack(message))

        for line in self.rfile:
            message = unpack(line)
            if "follow" in message:
                self.server.driver.listener = hung_up_tolerantly(lambda server: tell({"ended": [server]}))
                picture = from_data(message["follow"]["picture"])
                self.server.driver.follow(picture, [(event, server) for event, server in message["follow"]["events"]])
            elif "status" in message:
                tell({"status": self.server.driver.status()})


def hung_up_tolerantly(tell: Callable[[int], Any]) -> Callable[[int], None]:
    """Return a listener that does not mind that nobody is there any more: the next picture says how things are."""

    def told(server: int) -> None:
        try:
            tell(server)
        except (OSError, ValueError):
            return

    return told
