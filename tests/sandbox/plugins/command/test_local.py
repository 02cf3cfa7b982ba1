import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.framework.client import REPOSITORY, Client
from sandbox.plugins.framework.values import UNKNOWN, plain_map

TOKEN = "command:local:Command"
RUN = "command:local:run"


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def wait_for(condition: Callable[[], object]) -> None:
    while not condition():
        time.sleep(0.02)


def test_create_runs_the_command_and_keeps_what_it_writes(command: Client) -> None:
    resource_id, outputs = command.create(TOKEN, {"create": "echo out; echo; echo err >&2"})
    assert re.fullmatch("x[0-9a-f]{8}", resource_id)
    assert plain_map(outputs) == {"create": "echo out; echo; echo err >&2", "stdout": "out\n", "stderr": "err"}


def test_directory_environment_stdin_and_interpreter_are_those_of_the_program(command: Client, tmp_path: Path) -> None:
    script = "import os, sys; print(os.getcwd(), os.environ['COLOUR'], sys.stdin.read())"
    inputs = {
        "create": script,
        "dir": str(tmp_path),
        "environment": {"COLOUR": "red"},
        "stdin": "hello",
        "interpreter": [sys.executable, "-c"],
    }
    _, outputs = command.create(TOKEN, inputs)
    assert outputs["stdout"].value == f"{tmp_path} red hello"


def test_nothing_runs_without_a_create_command(command: Client, tmp_path: Path) -> None:
    _, outputs = command.create(TOKEN, {"delete": f"touch {tmp_path}/deleted"})
    assert (outputs["stdout"].value, outputs["stderr"].value) == ("", "")
    command.delete(TOKEN, "x1", outputs)
    assert (tmp_path / "deleted").exists()


def test_a_preview_runs_nothing(command: Client, tmp_path: Path) -> None:
    inputs = {"create": f"touch {tmp_path}/made"}
    command.create(TOKEN, inputs, preview=True)
    command.update(TOKEN, "x1", {**inputs, "stdout": "", "stderr": ""}, {**inputs, "stdin": "a"}, preview=True)
    assert not (tmp_path / "made").exists()


def test_a_preview_of_an_update_does_not_know_the_outputs(command: Client) -> None:
    outputs = command.update(TOKEN, "x1", {"create": "a", "stdout": "s", "stderr": ""}, {"create": "b"}, preview=True)
    assert plain_map(outputs) == {"create": "b", "stdout": UNKNOWN, "stderr": UNKNOWN}


@pytest.mark.parametrize(
    ("inputs", "stdout"),
    [
        ({"create": "echo c $PULUMI_COMMAND_STDOUT"}, "c before"),
        ({"create": "echo c", "update": "echo u $PULUMI_COMMAND_STDERR"}, "u bad"),
        ({"create": "echo c $PULUMI_COMMAND_STDOUT", "addPreviousOutputInEnv": False}, "c"),
        ({"delete": "echo d"}, "before"),
    ],
)
def test_update_runs_update_or_create_and_gives_it_the_last_output(
    command: Client, inputs: dict[str, object], stdout: str
) -> None:
    outputs = command.update(TOKEN, "x1", {"create": "old", "stdout": "before", "stderr": "bad"}, inputs)
    assert outputs["stdout"].value == stdout


def test_a_failing_command_is_named_with_its_exit_code_and_output(command: Client) -> None:
    with pytest.raises(grpc.RpcError) as failure:
        command.create(TOKEN, {"create": "echo first; echo broken >&2; exit 3"})
    details = str(failure.value)
    assert "stack::project::command:local:Command::x: its command ended with exit code 3" in details
    assert "first" in details
    assert "broken" in details


def test_of_a_long_output_the_error_shows_the_last_lines(command: Client) -> None:
    with pytest.raises(grpc.RpcError) as failure:
        command.create(TOKEN, {"create": "seq 100000; exit 1"})
    shown = str(failure.value)
    assert "99999\n100000\n" in shown.replace("\\n", "\n")
    assert "\n90000\n" not in shown.replace("\\n", "\n")


def test_a_command_that_kills_itself_is_named_with_the_signal(command: Client) -> None:
    with pytest.raises(grpc.RpcError, match="was ended by SIGKILL"):
        command.create(TOKEN, {"create": "kill -9 $$"})


def test_no_error_shows_a_secret(command: Client) -> None:
    inputs = {
        "create": PropertyValue("hunter22-not-there --flag", is_secret=True),
        "environment": PropertyValue({"TOKEN": PropertyValue("sesame-9", is_secret=True)}),
    }
    with pytest.raises(grpc.RpcError) as failure:
        command.create(TOKEN, inputs)
    assert "exit code 127" in str(failure.value)
    assert "hunter22" not in str(failure.value)
    with pytest.raises(grpc.RpcError) as failure:
        command.create(TOKEN, {**inputs, "create": 'echo "token=$TOKEN" >&2; exit 1'})
    assert "token=[secret]" in str(failure.value)
    assert "sesame-9" not in str(failure.value)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"dir": "/nowhere"}, "dir: '/nowhere' is no directory"),
        ({"interpreter": ["/no/such/shell"]}, "'/no/such/shell' cannot be run: No such file"),
        ({"environment": {"A=B": "\0"}}, "NUL"),
        ({"assetPaths": ["{a"]}, "'{a' is no pattern"),
    ],
)
def test_what_cannot_be_run_is_named(command: Client, inputs: dict[str, object], message: str) -> None:
    with pytest.raises(grpc.RpcError, match=message):
        command.create(TOKEN, {"create": "true", **inputs})


def test_files_come_back_as_assets_and_as_an_archive(command: Client, tmp_path: Path) -> None:
    inputs = {
        "create": "mkdir -p src/deep; for f in src/a.js src/deep/b.js src/secret.js d.txt; do echo $f > $f; done",
        "dir": str(tmp_path),
        "assetPaths": ["src/**.js", "!**secret.*"],
        "archivePaths": ["*"],
    }
    _, outputs = command.create(TOKEN, inputs)
    found = plain_map(outputs)
    assert {path: asset["hash"] for path, asset in found["assets"].items()} == {
        "src/a.js": hashlib.sha256(b"src/a.js\n").hexdigest(),
        "src/deep/b.js": hashlib.sha256(b"src/deep/b.js\n").hexdigest(),
    }
    assert found["assets"]["src/a.js"]["path"] == str(tmp_path / "src/a.js")
    assert set(found["archive"]["assets"]) == {"d.txt"}
    again = plain_map(command.update(TOKEN, "x1", outputs, {"create": "true", "dir": str(tmp_path)}))
    assert again["assets"] == found["assets"]


def test_run_returns_its_arguments_and_what_the_command_writes(command: Client) -> None:
    assert plain_map(command.invoke(RUN, {"command": "echo hi", "stdin": "x"})) == {
        "command": "echo hi",
        "stdin": "x",
        "stdout": "hi",
        "stderr": "",
    }


def test_run_refuses_what_it_does_not_know(command: Client) -> None:
    with pytest.raises(grpc.RpcError, match=r"surprise: no such property.*command: missing"):
        command.invoke(RUN, {"surprise": 1})


def test_cancelling_ends_a_running_command_with_what_it_started(command: Client, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = f"sleep 600 & echo $$ $! > {pids}.new; mv {pids}.new {pids}; wait"
    with ThreadPoolExecutor(1) as threads:
        call = threads.submit(command.create, TOKEN, {"create": script})
        wait_for(pids.exists)
        command.stub.Cancel(Empty())
        with pytest.raises(grpc.RpcError, match="ended early, because the engine cancelled"):
            call.result()
    wait_for(lambda: not any(alive(int(pid)) for pid in pids.read_text().split()))
    with pytest.raises(grpc.RpcError, match="not begun, because the engine cancelled"):
        command.create(TOKEN, {"create": "true"})


CALLER = """
import sys, threading
from sandbox.plugins.framework.client import started
with started("command") as plugin:
    threading.Thread(target=plugin.create, args=("command:local:Command", {"create": sys.argv[1]}), daemon=True).start()
    print(plugin.process.pid, flush=True)
    sys.stdin.read()
"""


def test_a_running_command_ends_when_the_engine_is_gone(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = f"sleep 600 & echo $$ $! > {pids}.new; mv {pids}.new {pids}; wait"
    words = [sys.executable, "-c", CALLER, script]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as engine:
        assert engine.stdout
        plugin = int(engine.stdout.readline())
        wait_for(pids.exists)
        os.kill(engine.pid, signal.SIGKILL)
    wait_for(lambda: not any(alive(pid) for pid in [plugin, *map(int, pids.read_text().split())]))


def test_a_refresh_returns_the_state_and_an_import_is_refused(command: Client) -> None:
    state = {"create": "echo a", "stdout": "a", "stderr": ""}
    resource_id, outputs, inputs = command.read(TOKEN, "x1", state, {"create": "echo a"})
    assert (resource_id, plain_map(outputs), plain_map(inputs)) == ("x1", state, {"create": "echo a"})
    with pytest.raises(grpc.RpcError, match="cannot be imported"):
        command.read(TOKEN, "x1")
