"""Sitting at a console: what is typed arrives, what is printed is shown, and Ctrl-] stands up."""

import os
import threading
from pathlib import Path

import pytest

from operations import seat
from operations.errors import OperationError
from sandbox.machines import console, protocol
from sandbox.machines.console import Console


def test_what_is_typed_arrives_and_what_is_printed_is_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    terminal = Console(tmp_path / "console.log")
    keyboard, typing = os.pipe()
    with protocol.connect(console.seats(tmp_path / "console.log")) as connection:
        sitting = threading.Thread(target=seat.copy, args=(connection, keyboard))
        sitting.start()
        os.write(typing, b"root\r")
        assert os.read(terminal.machine_end, 100) == b"root\r"
        os.write(terminal.machine_end, b"Password: ")
        while "Password: " not in capfd.readouterr().out:
            os.write(terminal.machine_end, b"Password: ")
        os.write(typing, seat.STAND_UP)
        sitting.join()
    terminal.close()
    os.close(keyboard)
    os.close(typing)


def test_nobody_sits_at_a_machine_that_is_off(tmp_path: Path) -> None:
    with pytest.raises(OperationError, match="data-1 does not run, so nobody can sit at its console"):
        seat.take("data-1", tmp_path / "console.log")
