"""A seat before a machine's serial console: what it prints is shown, what is typed arrives."""

import os
import selectors
import socket
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operations.console import err
from operations.errors import OperationError
from sandbox.machines import console, protocol

STAND_UP = b"\x1d"
"""Ctrl-], as with telnet and the vendors' serial consoles."""
CHUNK = 4096


def take(name: str, log: Path) -> None:
    """Sit down until Ctrl-], the end of the input, or the end of the machine.

    Raises:
        OperationError: the machine does not run.

    """
    try:
        connection = protocol.connect(console.seats(log))
    except OSError:
        raise OperationError(
            f"{name} does not run, so nobody can sit at its console; `--follow` waits for it"
        ) from None
    err.print(f"at the console of {name}; Ctrl-] stands up", markup=False)
    with connection, raw(sys.stdin.fileno()):
        copy(connection, sys.stdin.fileno())


def copy(connection: socket.socket, keyboard: int) -> None:
    """Show what comes and send what is typed."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        selector.register(keyboard, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is connection:
                    shown = connection.recv(CHUNK)
                    if not shown:
                        return
                    os.write(sys.stdout.fileno(), shown)
                    continue
                typed = os.read(keyboard, CHUNK)
                if not typed or STAND_UP in typed:
                    return
                connection.sendall(typed)


@contextmanager
def raw(keyboard: int) -> Iterator[None]:
    """Pass every key on for as long as the block lasts, where there is a keyboard."""
    if not os.isatty(keyboard):
        yield
        return
    before = termios.tcgetattr(keyboard)
    tty.setraw(keyboard)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
