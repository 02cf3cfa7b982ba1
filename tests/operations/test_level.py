"""Whether a sandbox boots its servers is decided while it is down, and stays."""

import os
from pathlib import Path

import pytest

from operations import level
from operations.errors import OperationError
from sandbox import clouds
from sandbox.folder import SandboxFolder


def test_without_machines_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = SandboxFolder(tmp_path)
    level.choose(folder, api_level=True)
    assert not folder.booted
    assert "API level only" in capsys.readouterr().err


def test_as_root_servers_are_booted_and_else_not(tmp_path: Path) -> None:
    folder = SandboxFolder(tmp_path)
    level.choose(folder, api_level=False)
    assert folder.booted == (os.geteuid() == 0)


def test_a_sandbox_that_is_up_with_machines_does_not_lose_them(tmp_path: Path) -> None:
    folder = SandboxFolder(tmp_path)
    emulator = clouds.hetzner(folder)
    emulator.start()
    folder.machines.mkdir()
    try:
        with pytest.raises(OperationError, match="`make down` first, then bring it up with --api-level"):
            level.choose(folder, api_level=True)
        assert folder.booted
    finally:
        emulator.stop()
