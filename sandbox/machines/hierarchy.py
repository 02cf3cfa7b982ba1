"""The trees of control groups that this host offers, and what can be limited in them. Probed, never assumed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LIMITS = ("memory", "cpu")


@dataclass(frozen=True)
class Hierarchy:
    """One mounted tree."""

    version: Literal[1, 2]
    mount: Path
    base: Path
    """The group below which ours are made."""
    limits: frozenset[str]
    """What it limits: some of `memory` and `cpu`."""


def found() -> list[Hierarchy]:
    """Return the trees that matter here: the one of version 2, and those of version 1 that limit something."""
    own = own_groups()
    trees = []
    for version, mount, options in mounted():
        if version == 2:
            trees.append(unified(mount, own.get("", "/")))
            continue
        limits = frozenset(LIMITS) & options
        if limits:
            mine = mount / own.get(min(limits), "/").lstrip("/")
            trees.append(Hierarchy(1, mount, mine if mine.is_dir() else mount, limits))
    return trees


def unified(mount: Path, own: str) -> Hierarchy:
    """Return the tree of version 2.

    A group that has processes cannot hand its limits to groups below it, so the nearest group above us that hands on
    everything is the place. Where none does, machines are below our own group and not limited.
    """
    mine = mount / own.lstrip("/")
    mine = mine if mine.is_dir() else mount
    for base in (mine, *mine.parents):
        if set(LIMITS) <= set((base / "cgroup.subtree_control").read_text().split()):
            return Hierarchy(2, mount, base, frozenset(LIMITS))
        if base == mount:
            break
    return Hierarchy(2, mount, mine, frozenset())


def mounted() -> Iterator[tuple[Literal[1, 2], Path, frozenset[str]]]:
    """Yield (version, where, options) of each tree, as proc_pid_mountinfo(5) has it."""
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split(" ", 2)
        where = Path(before.split(" ")[4])
        if kind == "cgroup2":
            yield 2, where, frozenset()
        elif kind == "cgroup":
            yield 1, where, frozenset(options.split(","))


def own_groups() -> dict[str, str]:
    """Return which group this process is in, for each controller of version 1, and under "" for version 2."""
    groups: dict[str, str] = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        groups |= dict.fromkeys(controllers.split(","), path)
    return groups
