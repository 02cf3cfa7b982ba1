"""The daemon's namespaces: whatever is killed, the kernel leaves nothing of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.folder import REPOSITORY

PATIENCE_SECONDS = 10.0
PROGRAM = """
import subprocess, sys, time
from pathlib import Path
from sandbox.machines import supervisor

folder = Path(sys.argv[1])

def sweep():
    with (folder / "sweeps").open("a") as file:
        file.write("x")

def daemon(pid):
    subprocess.Popen(["setsid", "sleep", "1000"])
    (folder / "seen").write_text(f"{pid} {Path('/proc/self').readlink()} {len(list(Path('/run').iterdir()))}")
    (folder / "ready").touch()
    if sys.argv[2] == "ends":
        return 7
    while True:
        time.sleep(1)

sys.exit(supervisor.supervised(daemon, sweep))
"""


def below(pid: int) -> list[int]:
    """Return a process and all below it, as the host sees them."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def gone(pids: list[int]) -> bool:
    """Wait for processes to end; zombies count as ended: their parent is a test."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        left = [pid for pid in pids if Path(f"/proc/{pid}/stat").exists() and not zombie(pid)]
        if not left:
            return True
        time.sleep(0.02)
    return False


def zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-P", "-c", PROGRAM, str(tmp_path), "stays"]
    with subprocess.Popen(words, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}) as process:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (tmp_path / "ready").exists():
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.02)
        yield process
        process.kill()


def test_the_daemon_knows_its_number_outside_and_lives_in_its_own_world(
    supervised: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    outside, inside, in_run = (tmp_path / "seen").read_text().split()
    assert int(outside) in below(supervised.pid)
    assert inside == "2"
    assert in_run == "0"


@pytest.mark.parametrize("victim", [0, 1, 2])
def test_whichever_process_is_killed_takes_all_others_with_it(supervised: subprocess.Popen[bytes], victim: int) -> None:
    everybody = below(supervised.pid)
    assert len(everybody) == 4
    os.kill(everybody[victim], signal.SIGKILL)
    assert gone(everybody)


def test_a_stopped_supervisor_ends_the_daemon_and_sweeps(supervised: subprocess.Popen[bytes], tmp_path: Path) -> None:
    everybody = below(supervised.pid)
    supervised.send_signal(signal.SIGTERM)
    assert gone(everybody)
    assert (tmp_path / "sweeps").read_text() == "xx"


def test_a_daemon_that_ends_gives_its_status_and_leaves_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-P", "-c", PROGRAM, str(tmp_path), "ends"]
    ended = subprocess.run(
        words, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, check=False, timeout=60
    )
    assert ended.returncode == 7
    assert (tmp_path / "sweeps").read_text() == "xx"
    (outside, *_) = (tmp_path / "seen").read_text().split()
    assert gone([int(outside)])
