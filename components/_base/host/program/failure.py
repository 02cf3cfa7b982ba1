"""How the program says no, and what it says on the way."""

import sys
import time
from enum import IntEnum

BEGAN = time.monotonic()


class Code(IntEnum):
    """Exit codes."""

    REFUSED = 1
    """Nothing was changed."""
    ROLLED_BACK = 2
    DRIFT = 3
    AGAIN = 4
    """It was undone for lack of a confirmation; it is applied again and waits for one."""


class Failure(Exception):  # noqa: N818 - it is what happened, and is shown as such
    """A step that did not succeed."""

    def __init__(self, step: str, reason: str, code: Code = Code.REFUSED) -> None:
        """Keep the step and the reason, and what it means for the host."""
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason
        self.code = code


def say(line: str) -> None:
    """Tell whoever listens. If nobody does any more, the work goes on: the timer undoes what nobody confirms."""
    try:
        print(f"{time.monotonic() - BEGAN:6.2f} s  {line}", flush=True)
    except OSError:
        sys.stdout = None
