"""Generations of the lock: each has a seed of its own, and days from which to which it opens. Pure arithmetic.

One is in force, or two while the edge changes from one to the next: `[1]`, `[1, 2]`, `[2]`. Origins accept all that
are listed and show the newest; the edge shows the newest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

VALID_DAYS = 365
"""Of both ends. The edge's certificate counts from the generation's first day, the origin's from when the vendor signs
it, which is not earlier; of the lengths that the vendor offers (7, 30, 90, 365, 730, 1095, 5475), this is one."""
RENEWAL_DAYS = 300
"""Age from which a successor is asked for: two months, of which the vendor warns of the last (30 days before the end:
cloudflare-docs, authenticated-origin-pull/set-up/manage-certificates)."""


@dataclass(frozen=True)
class Generation:
    """One generation."""

    number: int
    first_day: date
    """In UTC."""

    @property
    def expires(self) -> date:
        """The day at whose start, in UTC, it stops opening."""
        return self.first_day + timedelta(days=VALID_DAYS)

    @property
    def renewal(self) -> date:
        """The day from which its successor is asked for."""
        return self.first_day + timedelta(days=RENEWAL_DAYS)


def generations(days: Mapping[int, date]) -> tuple[Generation, ...]:
    """Return all generations, the newest last."""
    return tuple(Generation(number, days[number]) for number in sorted(days))


def problems(days: Mapping[int, date], today: date) -> list[str]:
    """Return what is wrong with the generations, one line each."""
    if not days:
        return [f"generations: there is none, so origins would answer nobody; set {{1: {today}}}"]
    found = generations(days)
    numbers = [each.number for each in found]
    first = numbers[0]
    if first < 1 or numbers not in ([first], [first, first + 1]):
        listed = ", ".join(str(each) for each in numbers)
        return [
            f"generations: [{listed}] is no generation from 1, alone or with its successor; "
            f"keep {max(first, 1)}, alone or with {max(first, 1) + 1}"
        ]
    newest = found[-1]
    wrong = [
        f"generations.{each.number}: begins on {each.first_day}, which is after today ({today}, in UTC), and the edge "
        f"would be refused until then; set {today} or a day before it"
        for each in found
        if each.first_day > today
    ]
    if newest.first_day < found[0].first_day:
        wrong.append(
            f"generations.{newest.number}: begins on {newest.first_day}, before its predecessor "
            f"({found[0].first_day}); set the day on which it was added"
        )
    if newest.expires <= today:
        wrong.append(
            f"generations.{newest.number}: expired on {newest.expires}, {VALID_DAYS} days after its first day "
            f"({newest.first_day}), and origins refuse the edge; "
            f"add generation {newest.number + 1} with {today} as its first day"
        )
    return wrong


def warnings(days: Mapping[int, date], today: date) -> list[str]:
    """Return what is to be done soon, one line each."""
    *before, newest = generations(days)
    found = [
        f"generations.{each.number}: expired on {each.expires}; take it out, generation {newest.number} is in force"
        for each in before
        if each.expires <= today
    ]
    if newest.renewal <= today < newest.expires:
        found.append(
            f"generations.{newest.number}: is valid until {newest.expires}, {(newest.expires - today).days} days from "
            f"now; add generation {newest.number + 1} with {today} as its first day"
        )
    return found
