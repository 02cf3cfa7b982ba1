"""A lock is cancelled only when its holder is known to be gone."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from operations.errors import OperationError
from operations.locks import are_left_by_the_dead, refuse_beside_another


def held(pid: int, host: str = socket.gethostname()) -> str:
    return f"error: the stack is currently locked by 1 lock(s). file://x: created by ops@{host} (pid {pid}) at 12:00"


def dead() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_lock_of_a_process_that_is_gone_is_left_by_the_dead() -> None:
    assert are_left_by_the_dead(held(dead()))


def test_a_number_that_something_else_uses_by_now_is_no_engine() -> None:
    assert are_left_by_the_dead(held(os.getpid()))


def test_a_lock_of_another_machine_is_left_alone() -> None:
    with pytest.raises(OperationError, match=r"locked by ops@elsewhere, process 7: .* `pulumi cancel`"):
        are_left_by_the_dead(held(7, "elsewhere"))


def test_one_living_holder_is_enough() -> None:
    with pytest.raises(OperationError, match="elsewhere"):
        are_left_by_the_dead(held(dead()) + "\n" + held(7, "elsewhere"))


def test_another_failure_is_about_no_lock() -> None:
    assert not are_left_by_the_dead("error: something else")


def backend(folder: Path, pid: int, host: str) -> dict[str, str]:
    locks = folder / ".pulumi" / "locks" / "organization" / "shop" / "prod"
    locks.mkdir(parents=True)
    content = {"pid": pid, "username": "ops", "hostname": host, "timestamp": "2026-11-25T00:00:00Z"}
    (locks / "1.json").write_text(json.dumps(content))
    (locks / "2.json").write_text("")
    return {"PULUMI_BACKEND_URL": f"file://{folder}?metadata=skip"}


def test_a_lock_file_of_another_machine_stops_before_the_state_is_read(tmp_path: Path) -> None:
    variables = backend(tmp_path, 7, "elsewhere")
    with pytest.raises(OperationError, match=r"locked by ops@elsewhere, process 7"):
        refuse_beside_another(variables, "shop", "prod")


def test_a_lock_file_of_another_stack_stops_nobody(tmp_path: Path) -> None:
    refuse_beside_another(backend(tmp_path, 7, "elsewhere"), "shop", "staging")


def test_a_lock_file_that_the_dead_left_is_for_the_engine_to_refuse_and_us_to_cancel(tmp_path: Path) -> None:
    refuse_beside_another(backend(tmp_path, dead(), socket.gethostname()), "shop", "prod")


def test_another_backend_has_no_lock_files() -> None:
    refuse_beside_another({"PULUMI_BACKEND_URL": "s3://states"}, "shop", "prod")
