"""Setting up on machines that lack something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.toolchain import ambient, build
from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.paths import REPOSITORY


def executable(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what a test puts there, and a cache with nothing in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", os.fspath(folder))
    monkeypatch.setenv("ARQORA_CACHE", os.fspath(tmp_path / "cache"))
    return folder


def test_without_pulumi_and_go_both_ways_out_are_named(path: Path) -> None:
    with pytest.raises(ToolchainError) as refusal:
        build.make(ambient.why_not())
    message = str(refusal.value)
    assert message.startswith("pulumi: no pulumi is on PATH, and it cannot be built: go is not on PATH.")
    assert "install Pulumi >=3.255.0,<4" in message
    assert "install Go 1.24 or newer" in message


def test_a_go_that_is_too_old_is_refused_with_its_version(path: Path) -> None:
    executable(path, "go", "echo go1.19.8")
    with pytest.raises(ToolchainError, match=r"go is 1\.19\.8"):
        build.make(ambient.why_not())


def test_a_pulumi_outside_the_range_is_not_used_and_the_reason_is_told(path: Path) -> None:
    executable(path, "pulumi", "echo v3.200.0")
    executable(path, "pulumi-language-python", "true")
    assert ambient.find() is None
    assert "pulumi is 3.200.0, outside >=3.255.0,<4 (from 3.255 on a policy pack may be an executable" in (
        ambient.why_not()
    )


def test_a_pulumi_without_its_language_host_is_not_used(path: Path) -> None:
    executable(path, "pulumi", "echo v3.260.0")
    assert ambient.find() is None
    assert "has no pulumi-language-python beside it" in ambient.why_not()


def test_a_compatible_pulumi_on_path_is_used(path: Path) -> None:
    pulumi = executable(path, "pulumi", "echo v3.260.0")
    executable(path, "pulumi-language-python", "true")
    found = ambient.find()
    assert found
    assert (found.pulumi, found.version, found.origin) == (pulumi.resolve(), "v3.260.0", "PATH")


def test_asking_a_pulumi_for_its_version_does_not_touch_the_users_home(path: Path, tmp_path: Path) -> None:
    executable(path, "pulumi", f'echo "$PULUMI_HOME" > {tmp_path}/home; echo v3.260.0')
    executable(path, "pulumi-language-python", "true")
    ambient.find()
    home = Path((tmp_path / "home").read_text().strip())
    assert home != Path.home() / ".pulumi"
    assert not home.exists()


def test_a_failed_build_leaves_nothing_in_the_cache(path: Path, tmp_path: Path) -> None:
    executable(path, "go", 'case "$1" in env) echo go1.26.0;; *) echo broken >&2; exit 1;; esac')
    with pytest.raises(ToolchainError, match="go build in engine failed with status 1:\nbroken"):
        build.make(ambient.why_not())
    assert [each.name for each in (tmp_path / "cache" / "toolchain").iterdir()] == [f"{build.recipe()}.lock"]


def test_what_a_killed_build_left_is_removed_by_the_next(path: Path, tmp_path: Path) -> None:
    leftover = tmp_path / "cache" / "toolchain" / f"{build.recipe()}.partial-abc"
    leftover.mkdir(parents=True)
    executable(path, "go", 'case "$1" in env) echo go1.26.0;; *) exit 1;; esac')
    with pytest.raises(ToolchainError):
        build.make(ambient.why_not())
    assert not leftover.exists()


def test_setup_on_a_machine_with_everything_does_nothing_and_says_nothing() -> None:
    again = subprocess.run(
        [sys.executable, "-m", "sandbox.toolchain"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert (again.returncode, again.stderr) == (0, "")
