"""A console: what a machine prints is kept and shown, and what somebody types arrives."""

import os
from pathlib import Path

import pytest

from sandbox.machines import console, protocol
from sandbox.machines.console import Console


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return the log of a console in a folder deeper than a socket's address can say."""
    folder = tmp_path / ("deep" * 25) / ("deeper" * 20)
    folder.mkdir(parents=True)
    return folder / "console.log"


def test_what_a_machine_prints_is_kept_and_its_next_boot_comes_after_it(log: Path) -> None:
    for text in (b"first\r\n", b"second\r\n"):
        terminal = Console(log)
        os.write(terminal.machine_end, text)
        terminal.close()
    assert log.read_bytes() == b"first\r\nsecond\r\n"


def test_who_sits_at_the_console_sees_what_comes_and_types(log: Path) -> None:
    terminal = Console(log)
    with protocol.connect(console.seats(log)) as person:
        person.sendall(b"ro\x1d\x1d\x1dot\r")
        assert os.read(terminal.machine_end, 100) == b"root\r", "what would end the machine is left out"
        os.write(terminal.machine_end, b"Password: ")
        assert person.recv(100) == b"Password: "
        terminal.close()
        assert person.recv(100) == b"", "the machine ended"
    assert not console.seats(log).exists()


def test_who_left_or_does_not_look_holds_nobody_up(log: Path) -> None:
    terminal = Console(log)
    with protocol.connect(console.seats(log)) as gone:
        gone.sendall(b"x")
        os.read(terminal.machine_end, 1)
    with protocol.connect(console.seats(log)) as idle:
        idle.sendall(b"x")
        os.read(terminal.machine_end, 1)
        for _ in range(1000):
            os.write(terminal.machine_end, b"y" * 1000)
        terminal.close()
    assert log.stat().st_size == 1_000_000


def test_the_tail_of_a_console_is_what_it_showed_last(tmp_path: Path) -> None:
    log = tmp_path / "console.log"
    assert console.tail(log) == ""
    log.write_bytes(b"".join(b"line %d\r\n" % number for number in range(20)))
    assert console.tail(log, 2) == "line 18\nline 19"
