"""Finds and kills processes that this run started, by their parentage."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def parents() -> dict[int, tuple[int, str]]:
    """Return every process's parent and name."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            head, _, rest = stat.read_text().rpartition(")")
            pid, _, name = head.partition(" (")
            found[int(pid)] = (int(rest.split()[1]), name)
    return found


def descendants(root: int) -> dict[int, str]:
    """Return the processes below one, by pid."""
    known = parents()
    found: dict[int, str] = {}
    generation = {root}
    while generation:
        generation = {pid for pid, (parent, _) in known.items() if parent in generation and pid not in found}
        found |= {pid: known[pid][1] for pid in generation}
    return found


def kill_engine(root: int) -> tuple[bool, list[int]]:
    """Kill the engine below a process with SIGKILL. Returns whether there was one, and what it leaves behind."""
    below = descendants(root)
    engines = [pid for pid, name in below.items() if name == "pulumi"]
    for pid in engines:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return bool(engines), [pid for pid, name in below.items() if name.startswith("pulumi-") or "python" in name]


def survivors(pids: list[int], seconds: float) -> list[int]:
    """Return which processes still run after a while."""
    deadline = time.monotonic() + seconds
    while True:
        left = [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.1)
