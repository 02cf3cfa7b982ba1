"""The bundle as it arrives, and what of it is remembered."""

import json
from dataclasses import dataclass
from typing import Any

from .failure import Failure

FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """A file as it should be."""

    text: str
    mode: int
    owner: str
    group: str

    @property
    def rights(self) -> str:
        """Mode, owner and group as people write them."""
        return f"{self.mode:04o} {self.owner}:{self.group}"


@dataclass(frozen=True)
class Unit:
    """A unit as it should be."""

    name: str
    watches: tuple[str, ...]
    change: str
    state: str


@dataclass(frozen=True)
class Check:
    """A program that must succeed."""

    words: tuple[str, ...]
    reason: str
    when: str
    seconds: int
    unit: str | None
    """What takes its files up again when it fails though all of them are as they should be."""


@dataclass(frozen=True)
class Document:
    """Everything the host must hold."""

    host: str
    digest: str
    parts: tuple[str, ...]
    packages: tuple[str, ...]
    files: dict[str, Entry]
    secrets: dict[str, Entry]
    units: tuple[Unit, ...]
    checks: tuple[Check, ...]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The texts that nobody may see."""
        return tuple(each.text for each in self.secrets.values())


def read(text: str) -> Document:
    """Return the document that a text holds.

    Raises:
        Failure: it is no such document, or of a later format.

    """
    try:
        found: dict[str, Any] = json.loads(text)
        if found["format"] != FORMAT:
            raise Failure("document", f"has format {found['format']}, this program reads {FORMAT}; send both together")
        return Document(
            host=found["host"],
            digest=found["digest"],
            parts=tuple(found["parts"]),
            packages=tuple(found["packages"]),
            files={path: Entry(**each) for path, each in found["files"].items()},
            secrets={path: Entry(**each) for path, each in found["secrets"].items()},
            units=units(found["units"]),
            checks=checks(found["checks"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # Not the error's own text: it may repeat what it could not read.
        raise Failure("document", f"cannot be read ({type(error).__name__}); send it again") from None


def units(found: list[dict[str, Any]]) -> tuple[Unit, ...]:
    """Return units from plain data."""
    return tuple(Unit(**{**each, "watches": tuple(each["watches"])}) for each in found)


def checks(found: list[dict[str, Any]]) -> tuple[Check, ...]:
    """Return checks from plain data."""
    return tuple(Check(**{**each, "words": tuple(each["words"])}) for each in found)
