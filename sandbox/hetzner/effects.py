"""What actions do when they finish: functions by name, because an action outlives the process that began it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sandbox.hetzner.references import Document

if TYPE_CHECKING:
    from sandbox.hetzner.project import Project

Effect = Callable[["Project", Document], None]
"""Changes the project; gets the arguments the action was begun with."""

EFFECTS: dict[str, Effect] = {}
"""Applied when an action succeeds."""

REVERSALS: dict[str, Effect] = {}
"""Applied when it fails: gives back what was reserved."""


def effect(name: str) -> Callable[[Effect], Effect]:
    """Register the decorated function as what an action of that name does."""

    def register(function: Effect) -> Effect:
        EFFECTS[name] = function
        return function

    return register


def reversal(name: str) -> Callable[[Effect], Effect]:
    """Register the decorated function as what gives back a failed action's reservations."""

    def register(function: Effect) -> Effect:
        REVERSALS[name] = function
        return function

    return register
