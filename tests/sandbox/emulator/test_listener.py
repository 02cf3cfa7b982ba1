"""The emulator answers on the same port in another network namespace."""

import os
import socket
from pathlib import Path

import pytest

from sandbox.emulator.listener import listening, listening_in
from sandbox.machines.namespace import Namespace

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root: a network namespace")


@needs_root
def test_a_port_is_listened_on_here_and_in_another_namespace() -> None:
    other = Namespace.create("other")
    with listening("127.0.0.1", 0) as here:
        port = here.getsockname()[1]
        with other.entered(), pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), 1)
        with listening_in(Path(other.path), "127.0.0.1", port):
            with other.entered():
                socket.create_connection(("127.0.0.1", port), 1).close()
            socket.create_connection(("127.0.0.1", port), 1).close()
    other.close()


def test_what_is_no_namespace_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"entering .*file"):
        listening_in(tmp_path / "file", "127.0.0.1", 0)
