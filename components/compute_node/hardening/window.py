"""When a host may restart for an update: never two of a role at once, and what holds data last. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIRST_MINUTE = 60
"""01:00 UTC: the quietest hours of the countries that we serve."""
LAST_MINUTE = 6 * 60
"""06:00 UTC, before people are at work."""
STATEFUL_MINUTE = 4 * 60
"""04:00 UTC: in each night the data's hosts come after all others."""
STEP_MINUTES = 10
"""Between two hosts that may restart in the same night: a restart takes one or two minutes."""
HIGHEST = len(DAYS) * (LAST_MINUTE - STATEFUL_MINUTE) // STEP_MINUTES
"""The highest number in a role that has a window of its own."""


@dataclass(frozen=True)
class Window:
    """A time in each week, in UTC."""

    day: str
    minute: int
    """Of the day."""

    @property
    def calendar(self) -> str:
        """How systemd writes it."""
        return f"{self.day} *-*-* {self.clock}:00 UTC"

    @property
    def clock(self) -> str:
        """The time of day."""
        return f"{self.minute // 60:02d}:{self.minute % 60:02d}"


def window(role: str, number: int, roles: Collection[str], *, stateful: bool) -> Window:
    """Return the window of a host.

    Neighbours in a role are on different days. Hosts of other roles with the same day are some minutes apart, as long
    as there are steps enough.

    Args:
        role: of the host.
        number: of the host in its role, from 1.
        roles: all roles of the network.
        stateful: it holds data.

    """
    place = number - 1
    begin, end = (STATEFUL_MINUTE, LAST_MINUTE) if stateful else (FIRST_MINUTE, STATEFUL_MINUTE)
    steps = (end - begin) // STEP_MINUTES
    step = (place // len(DAYS) + sorted(roles).index(role)) % steps
    return Window(DAYS[place % len(DAYS)], begin + step * STEP_MINUTES)
