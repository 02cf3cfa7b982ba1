"""What there is to judge, from files."""

import json
from pathlib import Path

from ..recorded import plan, state
from ..recorded.picture import Picture, UnreadableError


def read(state_file: Path | None, plan_file: Path | None) -> Picture:
    """Return what files show: a state, or a plan with the state that it changes.

    Raises:
        UnreadableError: one of them is something else; the message begins with the file's name.

    """
    before = document(state_file) if state_file else None
    try:
        if plan_file:
            return plan.read(document(plan_file), before)
        return state.read(before)
    except UnreadableError as error:
        raise UnreadableError(f"{plan_file or state_file}: {error}") from error


def document(file: Path) -> object:
    """Return the JSON in a file.

    Raises:
        UnreadableError: there is none.

    """
    try:
        found: object = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{file}: {error}") from error
    return found
