"""Units: how they are, and what makes them what they should be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .failure import Failure
from .voice import say
from .words import run

SECONDS = 120
"""Longer than systemd's own 90 s for starting or stopping a unit, so that its reason is the one that is shown."""
PROPERTIES = ("LoadState", "ActiveState", "UnitFileState")


@dataclass(frozen=True)
class State:
    """A unit as it is, in systemd's words."""

    load: str
    active: str
    file: str
    """`enabled`, `disabled`, `masked`, `static`…; empty if there is no such unit."""

    @property
    def up(self) -> bool:
        """Whether it runs, or is on its way."""
        return self.active in {"active", "reloading", "activating"}

    @property
    def masked(self) -> bool:
        """Whether nobody can start it."""
        return self.load == "masked" or self.file in {"masked", "masked-runtime"}

    @property
    def starts(self) -> bool:
        """Whether it starts by itself, or is started by others and cannot be enabled."""
        return self.file in {"enabled", "static", "indirect", "generated", "alias", "linked"}


@dataclass(frozen=True)
class Action:
    """One thing to do with a unit."""

    verb: str
    """One of systemctl's: start, restart, reload, stop, enable, disable, mask, unmask."""
    unit: str


def look(names: Sequence[str]) -> dict[str, State]:
    """Return units as they are.

    Raises:
        Failure: systemd does not answer.

    """
    if not names:
        return {}
    shown = run(["systemctl", "show", f"--property={','.join(PROPERTIES)}", "--", *names], 30)
    if not shown.fine:
        raise Failure("units", f"systemctl show {shown.how}")
    return dict(zip(names, parse(shown.stdout), strict=True))


def parse(output: str) -> list[State]:
    """Return states from what `systemctl show` prints: a block for each unit, in the order they were asked for."""
    blocks = [dict(line.split("=", 1) for line in block.splitlines()) for block in output.strip().split("\n\n")]
    return [State(each["LoadState"], each["ActiveState"], each["UnitFileState"]) for each in blocks]


def act(actions: Iterable[Action], *, wait: bool = True) -> None:
    """Do things with units, in order.

    Args:
        actions: what to do.
        wait: until each is done; not while the host boots, where what would be waited for waits for us.

    Raises:
        Failure: one did not succeed; it says what the unit wrote last.

    """
    for each in actions:
        queued = [] if wait or each.verb not in {"start", "restart", "reload", "stop"} else ["--no-block"]
        verb = "reload-or-restart" if each.verb == "reload" else each.verb
        if verb in {"start", "restart"}:
            run(["systemctl", "reset-failed", "--", each.unit], 30)  # else a limit of starts would refuse
        say(f"unit: {each.verb} {each.unit}")
        ended = run(["systemctl", *queued, verb, "--", each.unit], SECONDS)
        if not ended.fine:
            raise Failure(each.unit, f"systemctl {verb} {ended.how}{last_words(each.unit)}")


def last_words(unit: str) -> str:
    """Return the end of a unit's journal, for an error."""
    journal = run(["journalctl", f"--unit={unit}", "--lines=8", "--output=cat", "--no-pager", "--boot"], 15)
    lines = [line for line in journal.stdout.splitlines() if line.strip()]
    return f"; its journal: {' | '.join(lines)}" if journal.fine and lines else ""


def reload_daemon() -> None:
    """Have systemd read its unit files.

    Raises:
        Failure: it does not.

    """
    ended = run(["systemctl", "daemon-reload"], SECONDS)
    if not ended.fine:
        raise Failure("units", f"systemctl daemon-reload {ended.how}")
