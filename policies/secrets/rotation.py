"""Who answers for a credential, how old it may become, and when it was last renewed.

Said by the resource itself (in `keepers`, where a new date makes a new secret, or in labels), else by the pack's
configuration, else for our own components by `credentials.yaml`. Each tells what it knows; the first that knows counts.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from ..data import PACKAGE, load
from ..options import LONGEST_AGE_DAYS
from ..resource import Resource

LABELS = {
    "owner": "arqora.dev/owner",
    "max_age_days": "arqora.dev/max-age-days",
    "rotated": "arqora.dev/rotated",
}
SELECTORS = ("resource", "within", "type")


@dataclass(frozen=True)
class Declaration:
    """What is known about one credential."""

    owner: str | None = None
    max_age_days: int | None = None
    rotated: datetime.date | None = None
    wrong: tuple[str, ...] = ()
    """What was said and means nothing."""

    @property
    def longest(self) -> int:
        """Days that it may become old: the bound of all where nothing shorter is said."""
        return min(self.max_age_days or LONGEST_AGE_DAYS, LONGEST_AGE_DAYS)

    def missing(self, *, date: bool) -> list[str]:
        """Return what nobody said, in words; a date only if it is needed."""
        said = {
            "an owner": self.owner,
            "a maximum age": self.max_age_days,
            "the day of its last rotation": self.rotated,
        }
        if not date:
            del said["the day of its last rotation"]
        return [word for word, value in said.items() if value is None]


def declaration(resource: Resource, configured: Iterable[Mapping[str, Any]]) -> Declaration:
    """Return what is said about a credential.

    Args:
        resource: that holds it.
        configured: entries of the option `credentials`.

    """
    ours: list[Mapping[str, Any]] = load(PACKAGE, "secrets/credentials.yaml")["components"]
    said: dict[str, Any] = {}
    for entry in (_own(resource), *(each for each in (*configured, *ours) if _is_about(each, resource))):
        said = {**entry, **said}
    return _read(said)


def _own(resource: Resource) -> dict[str, Any]:
    """Return what a resource says about itself."""
    keepers, labels = resource.get("keepers"), resource.get("labels")
    said: dict[str, Any] = {}
    for word, label in LABELS.items():
        if isinstance(keepers, dict) and isinstance(keepers.get(word), str | int):
            said[word] = keepers[word]
        elif isinstance(labels, dict) and isinstance(labels.get(label), str):
            said[word] = labels[label]
    return said


def _is_about(entry: Mapping[str, Any], resource: Resource) -> bool:
    """Tell whether an entry of a configuration or of our own list is about a resource."""
    kinds = resource.urn.split("::")[2].split("$") if resource.urn.count("::") >= 3 else []
    return all(
        entry.get(selector) is None or matched
        for selector, matched in (
            ("resource", any(fnmatchcase(name, str(entry.get("resource"))) for name in (resource.name, resource.urn))),
            ("within", entry.get("within") in kinds[:-1]),
            ("type", entry.get("type") == resource.type),
        )
    )


def _read(said: Mapping[str, Any]) -> Declaration:
    wrong: list[str] = []
    rotated = age = None
    if "rotated" in said:
        try:
            rotated = datetime.date.fromisoformat(str(said["rotated"]))
        except ValueError:
            wrong.append("the day of its last rotation is no date")
    if "max_age_days" in said:
        days = str(said["max_age_days"]).removesuffix(".0")
        age = int(days) if days.isdecimal() and 0 < int(days) <= LONGEST_AGE_DAYS else None
        if age is None:
            wrong.append(f"its maximum age is no number of days from 1 to {LONGEST_AGE_DAYS}")
    return Declaration(said.get("owner"), age, rotated, tuple(wrong))
