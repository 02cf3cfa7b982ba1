"""Sockets in network namespaces: one belongs where it was made."""

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sandbox.machines.namespace import CLONE_NEWNET
from sandbox.machines.supervisor import LIBC, checked

BACKLOG = 512
Made = TypeVar("Made")


def enter(namespace: Path) -> None:
    """Have this thread, and those that it starts, be in a network namespace.

    Raises:
        OSError: there is none, or we are not root.

    """
    with namespace.open("rb") as file:
        checked(LIBC.setns(file.fileno(), CLONE_NEWNET), f"entering {namespace}")


def inside(namespace: Path, make: Callable[[], Made]) -> Made:
    """Return what is made in a network namespace, while this thread stays where it is.

    Raises:
        OSError: there is none, or it could not be made.

    """

    def made() -> Made:
        enter(namespace)
        return make()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(made).result()


def listening(address: str, port: int) -> socket.socket:
    """Return a TCP socket that listens.

    Raises:
        OSError: nobody here has the address, or something has the port.

    """
    # asyncio switches Nagle's algorithm off (40 ms per answer) for sockets that say they are TCP only
    return _bound(socket.socket(family(address), socket.SOCK_STREAM, socket.IPPROTO_TCP), address, port, BACKLOG)


def packets(address: str, port: int) -> socket.socket:
    """Return a UDP socket.

    Raises:
        OSError: nobody here has the address, or something has the port.

    """
    return _bound(socket.socket(family(address), socket.SOCK_DGRAM), address, port)


def family(address: str) -> socket.AddressFamily:
    """Return the family of an address."""
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _bound(made: socket.socket, address: str, port: int, backlog: int = 0) -> socket.socket:
    try:
        made.settimeout(0)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        if backlog:
            made.listen(backlog)
    except OSError:
        made.close()
        raise
    return made
