"""How a command becomes a host of the internet."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.machines.fabric import Fabric

NAMES = Path("/etc/resolv.conf")
RESOLVER = "nameserver 192.0.2.53"


@pytest.fixture
def folder(tmp_path: Path, fabric: Fabric) -> SandboxFolder:
    found = SandboxFolder(tmp_path)
    found.machines.mkdir()
    record = {"pid": os.getpid(), "fds": {name: each.fd for name, each in fabric.namespaces.items()}}
    found.machines_namespaces.write_text(json.dumps(record))
    return found


def run(folder: SandboxFolder, host: str, *words: str) -> str:
    prefix = entry.as_host(folder, host)
    return subprocess.run([*prefix, *words], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("host", ["visitor", "attacker"])
def test_a_visitors_command_asks_the_sandboxes_resolver_and_nobody_elses_does(folder: SandboxFolder, host: str) -> None:
    before = NAMES.read_bytes()
    assert RESOLVER in run(folder, host, "cat", str(NAMES))
    assert run(folder, "operator", "cat", str(NAMES)).encode() == before
    assert NAMES.read_bytes() == before


def test_a_visitor_cannot_change_whom_it_asks(folder: SandboxFolder) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(folder, "visitor", "sh", "-c", f"echo x >> {NAMES}")
    assert "Read-only file system" in failed.value.stderr


def test_a_visitors_command_gets_its_words_as_they_are_and_stays_in_its_folder(
    folder: SandboxFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run(folder, "visitor", "sh", "-c", 'pwd; printf "[%s]" "$@"', "-", "a b", "", "$c")
        == f"{tmp_path}\n[a b][][$c]"
    )


def test_a_visitors_command_leaves_no_mount(folder: SandboxFolder) -> None:
    before = Path("/proc/mounts").read_text()
    run(folder, "visitor", "true")
    assert Path("/proc/mounts").read_text() == before


def test_a_host_that_does_not_exist_is_refused_with_those_that_do(folder: SandboxFolder) -> None:
    with pytest.raises(entry.EntryError, match="there are attacker, edge, internet, operator, resolver, visitor"):
        entry.as_host(folder, "nobody")
