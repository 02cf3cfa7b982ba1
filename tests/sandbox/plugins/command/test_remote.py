import socket
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import asyncssh
import grpc
import pytest
from asyncssh.channel import SSHServerChannel
from google.protobuf.empty_pb2 import Empty
from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.framework.client import Client

TOKEN = "command:remote:Command"
PASSWORD = "correct horse"


def inside(value: PropertyValue) -> Mapping[str, PropertyValue]:
    assert isinstance(value.value, Mapping)
    return value.value


def test_create_runs_the_command_on_the_host(command: Client, host: Any) -> None:
    inputs = {
        "connection": host.connection(),
        "create": "echo out $COLOUR; cat; echo err >&2",
        "environment": {"COLOUR": "red"},
        "stdin": "hello",
    }
    resource_id, outputs = command.create(TOKEN, inputs)
    assert (outputs["stdout"].value, outputs["stderr"].value) == ("out red\nhello", "err")
    assert inside(outputs["connection"])["privateKey"].is_secret
    assert len(resource_id) == 9


def test_update_and_delete_run_their_commands(command: Client, host: Any, tmp_path: Path) -> None:
    inputs = {
        "connection": host.connection(),
        "update": "echo u $PULUMI_COMMAND_STDOUT",
        "delete": f"echo d $PULUMI_COMMAND_STDOUT > {tmp_path}/deleted",
    }
    outputs = command.update(TOKEN, "x1", {**inputs, "stdout": "before", "stderr": ""}, inputs)
    assert outputs["stdout"].value == "u before"
    command.delete(TOKEN, "x1", outputs)
    assert (tmp_path / "deleted").read_text() == "d u before\n"


def test_a_failing_command_is_named_with_its_exit_code_and_output(command: Client, host: Any) -> None:
    with pytest.raises(grpc.RpcError, match=r"(?s)Command::x: its command ended with exit code 4; it wrote:.*broken"):
        command.create(TOKEN, {"connection": host.connection(), "create": "echo broken >&2; exit 4"})


def test_a_password_opens_the_host(command: Client, host: Any) -> None:
    connection = host.connection(privateKey=None, password=PASSWORD)
    _, outputs = command.create(TOKEN, {"connection": connection, "create": "echo in"})
    assert outputs["stdout"].value == "in"


def test_an_encrypted_key_opens_with_its_password(command: Client, host: Any) -> None:
    key = asyncssh.import_private_key(host.private_key).export_private_key(passphrase="sesame").decode()
    _, outputs = command.create(
        TOKEN, {"connection": host.connection(privateKey=key, privateKeyPassword="sesame"), "create": "echo in"}
    )
    assert outputs["stdout"].value == "in"
    with pytest.raises(grpc.RpcError, match="privateKeyPassword does not open it"):
        command.create(TOKEN, {"connection": host.connection(privateKey=key), "create": "echo in"})


def test_a_bastion_leads_to_the_host(command: Client, host: Any) -> None:
    connection = host.connection(proxy=host.connection(privateKey=None, password=PASSWORD))
    _, outputs = command.create(TOKEN, {"connection": connection, "create": "echo through"})
    assert outputs["stdout"].value == "through"
    assert len(host.logins) == 2


def test_another_host_key_is_refused_before_anything_is_shown_to_it(command: Client, host: Any) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    with pytest.raises(grpc.RpcError, match=r"its host key is not connection\.hostKey"):
        command.create(TOKEN, {"connection": host.connection(hostKey=other), "create": "echo in"})
    assert host.logins == []


def test_a_host_key_that_is_none_is_refused(command: Client, host: Any) -> None:
    with pytest.raises(grpc.RpcError, match=r"connection\.hostKey is no public key"):
        command.create(TOKEN, {"connection": host.connection(hostKey="H"), "create": "echo in"})


def test_wrong_credentials_are_tried_as_often_as_allowed_and_never_shown(command: Client, host: Any) -> None:
    connection = host.connection(privateKey=None, password="wrong-horse", dialErrorLimit=2)
    with pytest.raises(grpc.RpcError) as failure:
        command.create(TOKEN, {"connection": connection, "create": "echo in"})
    assert "after 3 failed attempts: it refuses the user, key or password" in str(failure.value)
    assert "wrong-horse" not in str(failure.value)
    assert len(host.logins) == 3


def test_a_host_that_does_not_listen_is_named(command: Client, host: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(grpc.RpcError, match=f"127.0.0.1:{port} cannot be reached, after 1 failed attempts"):
            command.create(TOKEN, {"connection": host.connection(port=port), "create": "echo in"})


def test_a_command_is_not_run_without_its_environment(
    command: Client, host: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SSHServerChannel, "_process_env_request", lambda *_: False)
    inputs = {
        "connection": host.connection(),
        "create": f"touch {tmp_path}/ran",
        "environment": {"COLOUR": "red"},
    }
    with pytest.raises(grpc.RpcError, match="environment: the host does not take COLOUR; the command was not run"):
        command.create(TOKEN, inputs)
    assert not (tmp_path / "ran").exists()


def test_a_command_runs_without_its_last_output_if_the_host_does_not_take_it(
    command: Client, host: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SSHServerChannel, "_process_env_request", lambda *_: False)
    inputs = {"connection": host.connection(), "create": "echo again $PULUMI_COMMAND_STDOUT"}
    outputs = command.update(TOKEN, "x1", {**inputs, "stdout": "before", "stderr": ""}, inputs)
    assert outputs["stdout"].value == "again"


def test_cancelling_ends_waiting_for_a_host(command: Client, host: Any, tmp_path: Path) -> None:
    started = tmp_path / "started"
    with ThreadPoolExecutor(2) as threads:
        inputs = {"connection": host.connection(), "create": f"touch {started}; exec sleep 600"}
        running = threads.submit(command.create, TOKEN, inputs)
        closed = host.connection(user="nobody", privateKey=None, password="wrong", dialErrorLimit=-1)
        dialling = threads.submit(command.create, TOKEN, {"connection": closed, "create": "true"})
        while not (started.exists() and "nobody" in host.logins):
            time.sleep(0.02)
        command.stub.Cancel(Empty())
        for call in (running, dialling):
            with pytest.raises(grpc.RpcError, match="ended early, because the engine cancelled"):
                call.result()
