"""The image as it was built."""

import stat
from pathlib import Path

import pytest

from sandbox.machines.image import build, chroot, recipe
from sandbox.machines.tools import Tools
from sandbox.toolchain.errors import ToolchainError


def test_an_image_is_built_once(tree: Path, tools: Tools) -> None:
    assert build.ensure(recipe.debian_12(), tools) == tree == build.target(recipe.debian_12())


def test_no_trace_of_the_build_and_no_identity_is_in_it(tree: Path) -> None:
    for name in ("usr/sbin/policy-rc.d", "etc/dpkg/dpkg.cfg.d/unsafe", "etc/apt/apt.conf.d/00host", "etc/hostname"):
        assert not (tree / name).exists(), name
    assert (tree / "etc/machine-id").read_text() == ""
    assert not list(tree.glob("etc/ssh/ssh_host_*"))
    assert not list(tree.glob("var/lib/apt/lists/*_Packages*"))
    assert "root:*:" in (tree / "etc/shadow").read_text()


def test_the_trees_own_folder_can_be_entered_by_everybody(tree: Path) -> None:
    assert stat.S_IMODE(tree.stat().st_mode) == 0o755


def test_what_fails_in_the_tree_is_told_with_its_end_and_the_remedy(tree: Path) -> None:
    with pytest.raises(
        ToolchainError, match=r"(?s)not built: ls /no-such failed with status 2:\nls: cannot access.*apt-get"
    ):
        chroot.run_inside(tree, ["ls", "/no-such"])


def test_only_root_builds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tools: Tools) -> None:
    monkeypatch.setenv("ARQORA_CACHE", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(ToolchainError, match="debian-12: an image is built by root"):
        build.ensure(recipe.debian_12(), tools)
    assert list(tmp_path.iterdir()) == []
