"""The sockets on which the emulator answers."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sandbox.machines.namespace import CLONE_NEWNET
from sandbox.machines.supervisor import LIBC, checked

BACKLOG = 512


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any free one.

    Raises:
        OSError: something else has the port.

    """
    # asyncio switches Nagle's algorithm off (40 ms per answer) for sockets that say they are TCP only
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def listening_in(namespace: Path, host: str, port: int) -> socket.socket:
    """Return a socket that listens in another network namespace: a socket belongs where it was made.

    Raises:
        OSError: the namespace cannot be entered, or something in it has the port.

    """

    def made() -> socket.socket:
        with namespace.open("rb") as file:
            checked(LIBC.setns(file.fileno(), CLONE_NEWNET), f"entering {namespace}")
        return listening(host, port)

    # The thread is inside, and goes with it; nobody else is.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(made).result()
