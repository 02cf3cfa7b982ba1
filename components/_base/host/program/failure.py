"""How the program says no."""

from enum import IntEnum


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
