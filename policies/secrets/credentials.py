"""Which resources are long-lived credentials, and what ends them without anybody: `credentials.yaml`."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..data import PACKAGE, load
from ..reading import UNKNOWN, Value
from ..resource import Resource

_DURATION = re.compile(r"(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?(?:(?P<seconds>\d+)s)?")


@dataclass(frozen=True)
class Expiry:
    """The property that ends a credential."""

    property: str
    notation: str
    default: Value = None

    def read(self, resource: Resource, today: datetime.date) -> datetime.date | None:
        """Return the last day on which it works, counted from today if it is a span; None if it never ends.

        Raises:
            ValueError: it is not known yet, or cannot be read.

        """
        value = resource.get(self.property)
        if value is None:
            value = self.default
        if value is UNKNOWN:
            msg = f"{self.property} is not known before apply"
            raise ValueError(msg)
        if value is None:
            return None
        return today + self._span(value) if self.notation != "date" else self._date(value)

    def _date(self, value: Value) -> datetime.date:
        try:
            return datetime.date.fromisoformat(str(value)[:10])
        except ValueError as error:
            msg = f"{self.property} is no date"
            raise ValueError(msg) from error

    def _span(self, value: Value) -> datetime.timedelta:
        text = str(value)
        match = _DURATION.fullmatch(text)
        if self.notation == "duration" and text and match:
            return datetime.timedelta(**{unit: int(amount or 0) for unit, amount in match.groupdict().items()})
        if self.notation != "duration" and text.isdecimal() and len(text) < 7:
            return datetime.timedelta(**{self.notation: int(text)})
        msg = f"{self.property} is no span of time"
        raise ValueError(msg)


@dataclass(frozen=True)
class Credential:
    """What a type of resource holds."""

    what: str
    expiry: Expiry | None = None
    condition: str = ""
    """Property without which it holds no credential."""

    def is_held_by(self, resource: Resource) -> bool:
        """Tell whether there is one."""
        return not self.condition or resource.properties.get(self.condition) is not None


@cache
def credentials() -> Mapping[str, Credential]:
    """Return what types hold, by their tokens."""
    listed: Mapping[str, Any] = load(PACKAGE, "secrets/credentials.yaml")["types"]
    return {token: _credential(entry) for token, entry in listed.items()}


def _credential(entry: Mapping[str, Any]) -> Credential:
    expires = entry.get("expires")
    expiry = Expiry(expires["property"], expires["as"], expires.get("default")) if expires else None
    return Credential(entry["what"], expiry, entry.get("if", ""))
