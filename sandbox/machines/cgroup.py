"""A machine's control group: all its processes, and what its server type gives them."""

import os
import time
from contextlib import suppress
from pathlib import Path

from sandbox.machines import hierarchy
from sandbox.machines.hierarchy import Hierarchy
from sandbox.machines.picture import Size

PERIOD = 100_000
"""Microseconds: the kernel's default of both versions."""
GIB = 1 << 30
EMPTY_SECONDS = 5.0
"""How long killed processes may take to leave a group."""


class Group:
    """The control group of one machine, in every tree that matters."""

    def __init__(self, mark: str, name: str) -> None:
        self._trees = hierarchy.found()
        self._folders = [(tree, tree.base / mark / name) for tree in self._trees]

    @property
    def folders(self) -> list[Path]:
        """Its directories: a process joins the machine by joining all of them."""
        return [folder for _, folder in self._folders]

    @property
    def enforced(self) -> frozenset[str]:
        """Which of `memory` and `cpu` this host really limits."""
        return frozenset[str]().union(*(tree.limits for tree in self._trees))

    def make(self, size: Size) -> None:
        """Make its directories and set its limits."""
        for tree, folder in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            if tree.version == 2 and tree.limits:
                hand_on = " ".join(f"+{limit}" for limit in sorted(tree.limits))
                (folder.parent / "cgroup.subtree_control").write_text(hand_on)
        self.limit(size)

    def limit(self, size: Size) -> None:
        """Set its limits, also while it runs.

        Raises:
            OSError: more memory is in use than it shall have, and the kernel cannot push it out.

        """
        for tree, folder in self._folders:
            entries = limits(tree, size)
            # Memory alone may never be more than memory and swap, so which of them goes first depends on what it was.
            refused = [entry for entry in entries if not taken(folder, *entry)]
            for file, value in refused:
                (folder / file).write_text(value)

    def kill(self) -> None:
        """Kill every process in it at once, where the kernel can; version 1 cannot."""
        for tree, folder in self._folders:
            if tree.version == 2:
                with suppress(FileNotFoundError):
                    (folder / "cgroup.kill").write_text("1")

    def remove(self) -> None:
        """Remove its directories; its processes have ended or are about to."""
        for folder in self.folders:
            remove(folder)
            with suppress(OSError):  # others of the sandbox are still in it
                folder.parent.rmdir()


def taken(folder: Path, file: str, value: str) -> bool:
    """Write a limit; tell whether the kernel took it. Swap is not accounted by every kernel, so that file may miss."""
    try:
        (folder / file).write_text(value)
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return True


def limits(tree: Hierarchy, size: Size) -> list[tuple[str, str]]:
    """Return (file, value) of each limit in a tree."""
    memory, quota = str(int(size.memory_gb * GIB)), size.cores * PERIOD
    known = {
        (1, "memory"): [("memory.limit_in_bytes", memory), ("memory.memsw.limit_in_bytes", memory)],
        (1, "cpu"): [("cpu.cfs_period_us", str(PERIOD)), ("cpu.cfs_quota_us", str(quota))],
        (2, "memory"): [("memory.max", memory), ("memory.swap.max", "0")],
        (2, "cpu"): [("cpu.max", f"{quota} {PERIOD}")],
    }
    return [entry for limit in sorted(tree.limits) for entry in known[tree.version, limit]]


def sweep(mark: str) -> None:
    """Remove all groups of a sandbox of which nothing runs any more, wherever its daemon had made them."""
    for _, mount, _ in hierarchy.mounted():
        for folder in below(mount):
            if folder.name == mark:
                remove(folder)


def remove(folder: Path) -> None:
    """Remove a group and those that the machine made below it, waiting a moment for killed processes to leave.

    Raises:
        OSError: a process in it lives on.

    """
    deadline = time.monotonic() + EMPTY_SECONDS
    while folder.is_dir():
        try:
            for each in (*reversed(below(folder)), folder):
                each.rmdir()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def below(folder: Path) -> list[Path]:
    """Return all groups below one, parents first. Groups come and go meanwhile, which is no error."""
    return [Path(parent, name) for parent, names, _ in os.walk(folder) for name in names]
