"""The seam behind servers: what a driver of real machines is told, and a driver that has none."""

from collections.abc import Callable, Sequence
from typing import Protocol

from sandbox.machines.picture import Event, Picture

Look = Callable[[], Picture]
"""Draws the picture of what should exist, within the transaction that decided it."""
Events = Sequence[tuple[Event, int]]


class Machines(Protocol):
    """A driver of machines. It is called after the transaction that decided the change was committed.

    A call must return at once and must not raise: what it is told has happened. A picture is complete, so one that was
    lost is made up for by the next; the first one comes at start.
    """

    @property
    def interested(self) -> bool:
        """Whether a picture is wanted at all: it costs a read of everything."""

    def follow(self, picture: Picture, events: Events) -> None:
        """Make the machines match a picture, after these events."""

    def switched_off(self) -> list[int]:
        """Return the servers that ended by themselves since the last call: somebody shut them down from inside."""


class NoMachines:
    """Servers that exist on the API level only."""

    interested = False

    def follow(self, picture: Picture, events: Events) -> None:
        """Do nothing: the database is all there is."""

    def switched_off(self) -> list[int]:
        """Return none: nothing runs."""
        return []
