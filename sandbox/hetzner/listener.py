"""The sockets on which the emulator answers."""

import ctypes
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CLONE_NEWNET = 0x40000000
"""sched.h."""
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
            if ctypes.CDLL(None, use_errno=True).setns(file.fileno(), CLONE_NEWNET):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(namespace))
        return listening(host, port)

    # The thread is inside, and goes with it; nobody else is.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(made).result()
