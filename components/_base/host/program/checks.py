"""Checks: of staged files before the swap, of the host's health after it."""

import re
import shutil
import time
from collections.abc import Sequence

from . import files
from .document import Check, Document
from .failure import Failure
from .places import STAGED
from .words import Ending, run

PLACE = re.compile(r"\{(/[^}]+)\}")
PAUSE_SECONDS = 0.5


def stage(document: Document) -> None:
    """Copy the files to come to where checks can read them.

    Raises:
        Failure: a file's owner does not exist.

    """
    shutil.rmtree(STAGED, ignore_errors=True)
    STAGED.mkdir(mode=0o700, parents=True)
    for path, entry in document.files.items():
        files.put(f"{STAGED}{path}", entry.text.encode(), entry.mode, *files.owners(path, entry))


def before(document: Document) -> None:
    """Run the checks of staged files, which are gone afterwards.

    Raises:
        Failure: one fails, or a file's owner does not exist; nothing has changed.

    """
    try:
        stage(document)
        of_staged(document)
    finally:
        shutil.rmtree(STAGED, ignore_errors=True)


def of_staged(document: Document) -> None:
    """Run the checks of staged files."""
    for check in document.checks:
        if check.when == "before":
            ended = run([PLACE.sub(rf"{STAGED}\1", word) for word in check.words], check.seconds)
            if not ended.fine:
                named = ", ".join(PLACE.findall(" ".join(check.words))) or check.words[0]
                reason = f"{check.reason}: {check.words[0]} {ended.how}"
                raise Failure(named, reason.replace(str(STAGED), ""))


def after(checks: Sequence[Check]) -> None:
    """Run the checks of health, each again until it succeeds or its time is over.

    Raises:
        Failure: one did not succeed in time.

    """
    for check in checks:
        ended = attempt(check)
        if not ended.fine:
            raise Failure(check.reason, f"not within {check.seconds} s: {check.words[0]} {ended.how}")


def attempt(check: Check) -> Ending:
    """Run a check until it succeeds or its time is over; return how it ended last."""
    deadline = time.monotonic() + check.seconds
    while True:
        ended = run(check.words, max(deadline - time.monotonic(), 1))
        if ended.fine or time.monotonic() + PAUSE_SECONDS >= deadline:
            return ended
        time.sleep(PAUSE_SECONDS)


def ill(document: Document) -> set[str]:
    """Return the units whose checks of health fail now, each tried once."""
    judged = [each for each in document.checks if each.when == "after" and each.unit]
    return {each.unit for each in judged if each.unit and not run(each.words, each.seconds).fine}
