"""Disks are files as big as was ordered, whole or not there."""

import os
import subprocess
from pathlib import Path

import pytest

from sandbox.machines import disk
from sandbox.machines.place import MachineError
from sandbox.machines.tools import Tools
from sandbox.toolchain.debian import Program


def test_a_disk_is_as_big_as_ordered_and_takes_little_room(tmp_path: Path, tools: Tools) -> None:
    file = tmp_path / "servers" / "disk.img"
    assert disk.made(file, 40, tools.mkfs_ext4, ("-J", "size=64")) is False
    assert file.stat().st_size == 40 << 30
    assert file.stat().st_blocks * 512 < 200 << 20
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["disk.img"]


def test_it_grows_with_its_file_system_and_never_shrinks(tmp_path: Path, tools: Tools) -> None:
    file = tmp_path / "disk.img"
    disk.made(file, 1, tools.mkfs_ext4)
    assert disk.made(file, 2, tools.mkfs_ext4) is True
    disk.filled(file)
    said = subprocess.run(["dumpe2fs", "-h", file], capture_output=True, text=True, check=True).stdout
    facts = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    assert int(facts["Block count"]) * int(facts["Block size"]) == 2 << 30
    assert disk.made(file, 1, tools.mkfs_ext4) is False
    assert file.stat().st_size == 2 << 30


def test_a_disk_that_could_not_be_made_is_not_there(tmp_path: Path) -> None:
    failing = Program(Path("/bin/false"), None)
    with pytest.raises(MachineError, match=r"/bin/false -q .*look for room on the disk"):
        disk.made(tmp_path / "disk.img", 1, failing)
    assert not (tmp_path / "disk.img").exists()
    os.truncate(tmp_path / "disk.partial", 1)
    disk.made(tmp_path / "disk.img", 1, None)
    assert (tmp_path / "disk.img").stat().st_size == 1 << 30
