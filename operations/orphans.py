"""Ends what a killed engine leaves behind.

The engine ends its plugins itself, and the sandbox's watch for its end. Its language host looks only every five minutes,
so it comes to us when the engine is killed (Linux: `PR_SET_CHILD_SUBREAPER`), and goes at once.
"""

import ctypes
import os
import signal
from contextlib import suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
"""prctl(2)."""
HOST = "pulumi-language"
"""The name of a language host, as the kernel cuts it."""


def expect() -> None:
    """Become the parent of processes whose own parent is gone; where the kernel cannot do that, nothing happens."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def end() -> None:
    """Kill the language hosts that came to us."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError, ChildProcessError):
            name, _, rest = stat.read_text().partition(" (")[2].rpartition(")")
            if name.startswith(HOST) and int(rest.split()[1]) == os.getpid():
                pid = int(stat.parent.name)
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
