"""Undoes a bundle that is under way or not confirmed."""

import shutil
from typing import Any

from . import deadman, previous
from .places import LAPSED, PREVIOUS
from .voice import say


def roll_back(intent: dict[str, Any], reason: str, *, keep: bool, at_boot: bool = False) -> None:
    """Bring the host back to what it was. Can be repeated if it is interrupted itself.

    Args:
        intent: what was under way.
        reason: why, for the log.
        keep: the document, to apply it again: it was fine, but nobody confirmed it.
        at_boot: the host boots; nothing is waited for.

    Raises:
        Failure: a unit does not come back; the files are back, and the next apply repairs the rest.

    """
    say(f"rollback of {intent['digest'][:12]}: {reason}")
    previous.restore_files(intent)
    previous.restore_units(intent, at_boot=at_boot)
    shutil.rmtree(LAPSED, ignore_errors=True)
    if keep:
        folder = LAPSED / intent["digest"]
        folder.mkdir(mode=0o700, parents=True)
        for kept in PREVIOUS.glob("document.*"):
            kept.rename(folder / kept.name)
    previous.forget()
    deadman.disarm()
    say("rollback: done")
