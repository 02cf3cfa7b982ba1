"""How the emulator and the commands talk to the machines' daemon: lines of JSON over a socket in the sandbox's folder.

{"follow": {"picture": …, "events": [["reset", 1]]}}   make the machines match; answered by nothing
{"ended": [1, 2]}                                      told to whoever follows: these shut themselves down
{"status": null}                                       answered by {"status": [{…}]}
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Message = dict[str, Any]


@contextmanager
def short(path: Path) -> Iterator[str]:
    """Give a socket's address for as long as the block lasts: the kernel takes 108 bytes, a checkout may lie deeper."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def connect(path: Path) -> socket.socket:
    """Connect to a daemon.

    Raises:
        OSError: nobody listens there.

    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with short(path) as address:
            connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def pack(message: Message) -> bytes:
    """Return a message as it is sent."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def unpack(line: bytes) -> Message:
    """Return the message of a line."""
    message: Message = json.loads(line)
    return message


def ask(path: Path, question: str) -> Any:  # noqa: ANN401 -- whatever the question is answered with
    """Ask a daemon one question and return the answer.

    Raises:
        OSError: nobody listens there, or it ended instead of answering.

    """
    with connect(path) as connection, connection.makefile("rb") as lines:
        connection.sendall(pack({question: None}))
        line = lines.readline()
    if not line:
        msg = f"{path}: the daemon ended instead of answering"
        raise ConnectionError(msg)
    return unpack(line)[question]
