"""What was read from a vendor's API, in the shape that the engine's provider gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Observed:
    """One object, or a part of one that is a resource of its own for the provider."""

    type: str
    """Type token of the resource that it would be."""
    id: str
    """As the provider numbers it."""
    name: str
    """As people call it."""
    properties: Mapping[str, Any]
    """What the vendor tells, as the provider calls it; None for what is not set."""
    goes_with: str = ""
    """Identifier of what it was made by and goes with, if the vendor did that by itself."""


@dataclass(frozen=True)
class Unreadable:
    """An object that cannot be put into that shape, and so cannot be judged."""

    kind: str
    """The vendor's name of the collection."""
    id: str
    why: str
    """Never repeats what the object holds."""


@dataclass(frozen=True)
class Reading:
    """Everything that was read."""

    objects: tuple[Observed, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    types: frozenset[str] = frozenset()
    """Type tokens that the reading is complete for: what is not among the objects does not exist."""
