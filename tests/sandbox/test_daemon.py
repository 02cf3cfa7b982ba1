"""A server that outlives its starter is stopped by exactly its process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.daemon import Daemon, DaemonError, Running, born

SERVER = "import time; print('listening on http://127.0.0.1:1/v1', flush=True); time.sleep(600)"


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    made = Daemon("test server", (sys.executable, "-c", SERVER), tmp_path / "process.json", tmp_path / "log")
    yield made
    made.stop()


def test_a_started_server_is_found_by_another_command(daemon: Daemon) -> None:
    started = daemon.start()
    assert daemon.running() == started
    assert started.endpoint == "http://127.0.0.1:1/v1"


def test_starting_again_keeps_the_server_that_runs(daemon: Daemon) -> None:
    assert daemon.start() == daemon.start()


def test_a_stopped_server_is_gone(daemon: Daemon) -> None:
    started = daemon.start()
    assert daemon.stop() is True
    assert born(started.pid) is None
    assert daemon.stop() is False


def test_a_killed_server_is_started_anew(daemon: Daemon) -> None:
    first = daemon.start()
    os.kill(first.pid, signal.SIGKILL)
    os.waitpid(first.pid, 0)
    assert daemon.running() is None
    assert daemon.start().pid != first.pid


def test_a_process_that_has_got_the_same_number_is_left_alone(daemon: Daemon, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as other:
        stale = Running(other.pid, (born(other.pid) or 0) - 1, "http://127.0.0.1:1/v1")
        daemon._write(stale)
        assert daemon.stop() is False
        assert other.poll() is None
        other.kill()


def test_a_server_that_ends_at_once_is_an_error_with_the_end_of_its_log(tmp_path: Path) -> None:
    broken = Daemon(
        "test server",
        (sys.executable, "-c", "raise SystemExit('no database')"),
        tmp_path / "process.json",
        tmp_path / "log",
    )
    with pytest.raises(DaemonError, match=r"(?s)test server: not ready.*no database"):
        broken.start()
    assert broken.running() is None


@pytest.mark.parametrize("content", ["", "{", '{"pid": 1}', "[]"])
def test_a_damaged_record_is_no_running_server(daemon: Daemon, content: str) -> None:
    daemon.record.write_text(content)
    assert daemon.running() is None
