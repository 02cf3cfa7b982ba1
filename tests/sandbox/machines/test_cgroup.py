"""Control groups: a machine gets what its type has, where the host can enforce it, and no directory stays."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.machines import cgroup, hierarchy
from sandbox.machines.cgroup import Group, limits
from sandbox.machines.hierarchy import Hierarchy
from sandbox.machines.machine import Machine
from sandbox.machines.picture import Size
from tests.sandbox.machines.room import SIZE, Room

SMALL = Size(cores=2, memory_gb=0.125, disk_gb=20)
GREEDY = "x = bytearray(1 << 28); x[::4096] = b'x' * len(x[::4096]); print('had it all')"


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[str]:
    """Return the name of a sandbox of the test's own."""
    name = f"arqora-{tmp_path.name}"
    yield name
    cgroup.sweep(name)


def joined(group: Group, program: str) -> list[str]:
    """Return the words that run a Python program in a group."""
    entering = "; ".join(f"echo $$ >{folder}/cgroup.procs" for folder in group.folders)
    return ["sh", "-c", f'{entering}; exec "$@"', "sh", sys.executable, "-c", program]


def test_every_process_of_a_machine_is_in_its_groups(host: Machine, shared_room: Room) -> None:
    groups = Path(f"/proc/{host.leader}/cgroup").read_text()
    for tree in hierarchy.found():
        own = str(tree.base.relative_to(tree.mount) / shared_room.mark / "1")
        assert f":/{own.removeprefix('./')}" in groups


def test_a_machine_gets_no_more_memory_than_its_type_has_where_the_host_limits_it(mark: str) -> None:
    group = Group(mark, "1")
    group.make(SMALL)
    result = subprocess.run(joined(group, GREEDY), capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == ((-9, "") if "memory" in group.enforced else (0, "had it all\n"))
    group.limit(replace(SMALL, memory_gb=4))
    assert subprocess.run(joined(group, GREEDY), capture_output=True, text=True, check=False).stdout == "had it all\n"


def test_what_is_said_to_be_enforced_is_written_where_the_kernel_reads_it(mark: str) -> None:
    group = Group(mark, "1")
    group.make(SMALL)
    found: dict[str, str] = {}
    for tree, folder in zip(hierarchy.found(), group.folders, strict=True):
        found |= {
            file: (folder / file).read_text().strip() for file, _ in limits(tree, SMALL) if (folder / file).exists()
        }
    said = {"memory.limit_in_bytes", "memory.max"} & found.keys()
    assert bool(said) == ("memory" in group.enforced)
    assert {found[file] for file in said} <= {str(1 << 27)}
    assert bool({"cpu.cfs_quota_us", "cpu.max"} & found.keys()) == ("cpu" in group.enforced)
    assert {found[file].split()[0] for file in {"cpu.cfs_quota_us", "cpu.max"} & found.keys()} <= {"200000"}


def test_killing_a_group_kills_all_that_is_in_it_and_removing_it_leaves_no_directory(mark: str) -> None:
    group = Group(mark, "1")
    group.make(SIZE)
    with subprocess.Popen(
        joined(group, "import time; print(flush=True); time.sleep(1000)"), stdout=subprocess.PIPE
    ) as one:
        assert one.stdout
        one.stdout.readline()
        group.kill()
        assert one.wait() == -9
    group.remove()
    assert not any(folder.parent.exists() for folder in group.folders)


def test_a_group_of_one_machine_goes_without_the_others(mark: str) -> None:
    first, second = Group(mark, "1"), Group(mark, "2")
    first.make(SIZE)
    second.make(SIZE)
    first.remove()
    assert all(folder.is_dir() for folder in second.folders)


def test_what_a_killed_daemon_left_is_swept_and_others_are_not(mark: str) -> None:
    group, others = Group(mark, "1"), Group(f"{mark}-other", "1")
    group.make(SIZE)
    others.make(SIZE)
    for folder in group.folders:
        (folder / "payload").mkdir()
    cgroup.sweep(mark)
    assert not any(folder.parent.exists() for folder in group.folders)
    assert all(folder.is_dir() for folder in others.folders)
    cgroup.sweep(f"{mark}-other")


def tree_of(folder: Path, handed_on: dict[str, str]) -> None:
    """Make a tree of groups of version 2, with what each hands on."""
    for name, limits_of in handed_on.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "cgroup.subtree_control").write_text(limits_of)


def test_on_a_unified_host_the_nearest_group_that_hands_its_limits_on_is_the_place(tmp_path: Path) -> None:
    tree_of(tmp_path, {".": "cpu io memory", "user.slice": "cpu memory pids", "user.slice/session-1.scope": ""})
    found = hierarchy.unified(tmp_path, "/user.slice/session-1.scope")
    assert (found.base, found.limits) == (tmp_path / "user.slice", frozenset({"cpu", "memory"}))


def test_where_no_group_hands_limits_on_machines_run_below_ours_without(tmp_path: Path) -> None:
    tree_of(tmp_path, {".": "pids", "ours": ""})
    found = hierarchy.unified(tmp_path, "/ours")
    assert (found.base, found.limits) == (tmp_path / "ours", frozenset())


def test_a_type_becomes_the_numbers_of_each_version() -> None:
    both = frozenset({"memory", "cpu"})
    size = Size(cores=4, memory_gb=8, disk_gb=80)
    second = dict(limits(Hierarchy(2, Path("/"), Path("/"), both), size))
    assert second == {"memory.max": str(8 << 30), "memory.swap.max": "0", "cpu.max": "400000 100000"}
    first = dict(limits(Hierarchy(1, Path("/"), Path("/"), both), size))
    assert first["memory.limit_in_bytes"] == str(8 << 30)
    assert first["cpu.cfs_quota_us"] == "400000"


def test_the_test_process_itself_is_in_no_machine() -> None:
    assert "arqora-" not in Path(f"/proc/{os.getpid()}/cgroup").read_text()
