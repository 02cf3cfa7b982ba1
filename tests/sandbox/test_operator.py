"""The sandbox's operator has keys of its own, made once, and an agent that can use them."""

import base64
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from operations.tunnel import keys
from sandbox import agent, operator
from sandbox.agent import AgentError
from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.machines.entry import EntryError


@pytest.fixture
def folder(tmp_path: Path) -> SandboxFolder:
    return SandboxFolder(tmp_path)


def test_the_keys_are_made_once(folder: SandboxFolder) -> None:
    assert operator.ensure(folder) == operator.ensure(folder)


def test_another_sandbox_has_other_keys(folder: SandboxFolder, tmp_path: Path) -> None:
    assert operator.ensure(folder) != operator.ensure(SandboxFolder(tmp_path / "another"))


def test_private_keys_are_readable_by_their_owner_alone(folder: SandboxFolder) -> None:
    operator.ensure(folder)
    for file in (operator.ssh_key_file(folder), operator.wireguard_key_file(folder)):
        assert file.stat().st_mode & 0o777 == 0o600


def test_openssh_reads_the_key_and_knows_the_same_public_one(folder: SandboxFolder) -> None:
    who = operator.ensure(folder)
    read = subprocess.run(
        ["ssh-keygen", "-y", "-f", operator.ssh_key_file(folder)], capture_output=True, text=True, check=True
    )
    assert who.ssh_key == f"{read.stdout.strip()} sandbox-operator"


def test_the_tunnels_key_is_one_that_the_tunnel_takes(folder: SandboxFolder) -> None:
    who = operator.ensure(folder)
    assert keys.public(operator.wireguard_key_file(folder)) == who.wireguard_key
    assert len(base64.b64decode(who.wireguard_key)) == 32


def test_without_machines_there_is_no_agent_because_nothing_would_end_it(folder: SandboxFolder) -> None:
    with pytest.raises(EntryError, match="no machine runs in this sandbox"):
        agent.start(folder)
    assert not agent.socket(folder).exists()


def test_a_path_that_no_socket_can_have_is_refused_with_the_remedy(tmp_path: Path) -> None:
    deep = SandboxFolder(tmp_path / ("d" * 60) / ("e" * 60))
    with pytest.raises(AgentError, match="ARQORA_SANDBOX to a shorter path"):
        agent.start(deep)


@contextmanager
def machines() -> Iterator[tuple[str, ...]]:
    """Give words that lead into namespaces which take along what runs in them, as a booted sandbox's do."""
    words = [
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
        "sh",
        "-c",
        "echo && sleep infinity",
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            process.stdout.readline()
            first = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().strip()
            yield ("nsenter", f"--target={first}", "--mount", "--pid", "--")
        finally:
            process.kill()


def listed(folder: SandboxFolder) -> str:
    variables = {**os.environ, "SSH_AUTH_SOCK": str(agent.socket(folder))}
    return subprocess.run(["ssh-add", "-L"], env=variables, capture_output=True, text=True, check=False).stdout.strip()


def test_the_agent_has_the_operators_key_and_goes_with_the_sandbox(
    folder: SandboxFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = operator.ensure(folder)
    for _ in range(2):  # the second time over the socket that the first left
        with machines() as inside:
            monkeypatch.setattr(entry, "as_host", lambda *_, inside=inside, **__: inside)
            assert agent.start(folder) == agent.start(folder)
            assert listed(folder).split()[:2] == who.ssh_key.split()[:2]
            assert len(listed(folder).splitlines()) == 1
        assert not listed(folder)
