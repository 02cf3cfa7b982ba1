"""What the program says, and to whom; never a secret."""

import sys
import time
from collections.abc import Iterable

from .masking import masked

BEGAN = time.monotonic()
HIDDEN: set[str] = set()
"""Texts of secrets that this run has met."""


def hide(texts: Iterable[str]) -> None:
    """Keep texts out of everything that is said from now on."""
    HIDDEN.update(texts)


def say(line: str) -> None:
    """Tell whoever listens how far it is."""
    write("stdout", f"{time.monotonic() - BEGAN:6.2f} s  {line}")


def complain(line: str) -> None:
    """Tell whoever listens why it ends."""
    write("stderr", line)


def write(stream: str, line: str) -> None:
    """Write a line. If nobody reads it any more, the work goes on: a timer undoes what nobody confirms."""
    try:
        print(masked(line, HIDDEN), file=getattr(sys, stream), flush=True)
    except OSError:
        setattr(sys, stream, None)
