"""Ends what a killed engine leaves behind.

The engine ends its plugins itself, and the sandbox's plugins watch for its end. Its language host looks only every five
minutes; so what a killed engine leaves comes to us (Linux: `PR_SET_CHILD_SUBREAPER`), and goes at once.
"""

import ctypes
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
"""prctl(2)."""


@contextmanager
def ended() -> Iterator[None]:
    """End the processes that come to us while this lasts: their parent, an engine that we started, is gone."""
    own = children()
    _subreaper(on=True)
    try:
        yield
    finally:
        for pid in children() - own:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        _subreaper(on=False)


def children() -> set[int]:
    """Return the processes whose parent this one is."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found


def _subreaper(*, on: bool) -> None:
    """Become the parent of processes whose own is gone, or not; where the kernel cannot do that, nothing happens."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(on))
