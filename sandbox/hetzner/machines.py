"""The seam behind servers: what a driver of real machines is told, and today's driver, which has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Event = Literal[
    "created", "started", "stopped", "shut_down", "reset", "rebooted", "rebuilt", "retyped", "rewired", "deleted"
]
"""What happened to a server. `rewired`: its addresses, networks, volumes or firewalls are others now."""


@dataclass(frozen=True)
class Transition:
    """One event in a server's life."""

    event: Event
    id: int
    server: dict[str, Any] | None
    """The server as the API shows it after the transaction; None if it is gone."""
    user_data: str | None
    """What the server boots with. Never in the API's answers, and not to be logged: it may hold secrets."""


class Machines(Protocol):
    """A driver of machines. It is called after the transaction that decided the transition was committed.

    A call must return at once and must not raise: what it is told has happened. After a crash `reconcile` is called
    with what should be, so a transition that was committed but not delivered is made up for.
    """

    def reconcile(self, servers: Sequence[Transition]) -> None:
        """Make the machines match these servers; called once at start, one `created` transition per server."""

    def apply(self, transition: Transition) -> None:
        """Follow one transition."""


class NoMachines:
    """Servers that exist on the API level only."""

    def reconcile(self, servers: Sequence[Transition]) -> None:
        """Do nothing: there is nothing to make match."""

    def apply(self, transition: Transition) -> None:
        """Do nothing: the database is all there is."""
