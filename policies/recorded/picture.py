"""What there is to judge, wherever it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..resource import Resource
from ..settings import StackFacts


class UnreadableError(ValueError):
    """A file is not what it was said to be; the message says what it is, and what to do."""


@dataclass(frozen=True)
class Place:
    """Where a program declares a resource."""

    file: str
    """As the engine wrote it: relative to the project's folder."""
    line: int


@dataclass(frozen=True)
class Picture:
    """Resources of one stack, with what is known about the stack itself."""

    stack: StackFacts
    resources: Sequence[Resource]
    places: Mapping[str, Place] = field(default_factory=dict)
    """URN -> where the program declares it, as far as the engine wrote it down."""
    hidden: int = 0
    """How many secret values could not be read, because they are encrypted: rules take them as unknown."""
