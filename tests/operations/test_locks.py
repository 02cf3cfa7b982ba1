"""A lock is cancelled only when its holder is known to be gone."""

import os
import socket
import subprocess
import sys

import pytest

from operations.engine import is_left_by_the_dead
from operations.errors import OperationError


def held(pid: int, host: str = socket.gethostname()) -> str:
    return f"error: the stack is currently locked by 1 lock(s). file://x: created by ops@{host} (pid {pid}) at 12:00"


def dead() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_lock_of_a_process_that_is_gone_is_left_by_the_dead() -> None:
    assert is_left_by_the_dead(held(dead()))


def test_a_number_that_something_else_uses_by_now_is_no_engine() -> None:
    assert is_left_by_the_dead(held(os.getpid()))


def test_a_lock_of_another_machine_is_left_alone() -> None:
    with pytest.raises(OperationError, match=r"locked by ops@elsewhere, process 7: .* `pulumi cancel`"):
        is_left_by_the_dead(held(7, "elsewhere"))


def test_one_living_holder_is_enough() -> None:
    with pytest.raises(OperationError, match="elsewhere"):
        is_left_by_the_dead(held(dead()) + "\n" + held(7, "elsewhere"))


def test_another_failure_is_about_no_lock() -> None:
    assert not is_left_by_the_dead("error: something else")
