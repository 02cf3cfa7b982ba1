"""Exceptions somebody answers for: one rule, one resource, a reason, an owner, and an end."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .finding import Verdict

LONGEST = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Waiver:
    """One exception."""

    rule: str
    resource: str
    """URN, or the name of the resource in the program."""
    reason: str
    owner: str
    expires: datetime.date
    """Last day on which it holds, in UTC."""

    @classmethod
    def read(cls, entry: Mapping[str, str]) -> "Waiver":
        """Return what is written; the shape has been held against the schema in `options.py`.

        Raises:
            ValueError: there is no such day.

        """
        day = datetime.date.fromisoformat(entry["expires"])
        return cls(entry["rule"], entry["resource"], entry["reason"], entry["owner"], day)

    def __str__(self) -> str:
        return f"waiver of {self.rule} for {self.resource}"

    def covers(self, verdict: Verdict) -> bool:
        """Tell whether it is this violation that is waived."""
        return self.rule == verdict.rule and self.names(verdict.urn)

    def names(self, urn: str) -> bool:
        """Tell whether it is about this resource."""
        return self.resource in (urn, urn.rpartition("::")[2])

    def objection(self, today: datetime.date, waivable: Iterable[str]) -> str | None:
        """Return why it does not hold, or None."""
        if self.rule not in waivable:
            return "there is no such rule that could be waived"
        if self.expires < today:
            return f"expired on {self.expires}"
        if self.expires > today + LONGEST:
            return f"runs until {self.expires}; the longest is {LONGEST.days} days, until {today + LONGEST}"
        return None


class WaiverBook:
    """The waivers that hold in this run, and which of them were needed."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._waivers = tuple(waivers)
        self._needed: set[Waiver] = set()

    def apply(self, verdict: Verdict) -> Verdict:
        """Return the verdict, turned into an advisory one if it is waived."""
        if not verdict.mandatory:
            return verdict
        for waiver in self._waivers:
            if waiver.covers(verdict):
                self._needed.add(waiver)
                note = f"until {waiver.expires} by {waiver.owner} ({waiver.reason})"
                return replace(verdict, mandatory=False, waiver=note)
        return verdict

    def idle(self) -> list[Waiver]:
        """Return the waivers that nothing has needed so far."""
        return [waiver for waiver in self._waivers if waiver not in self._needed]
