"""What a type's properties are: the vocabulary of the tables that a plugin is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from sandbox.plugins.framework.values import Properties

Rule: TypeAlias = Callable[[Any], str | None]
"""Judges a known value; the answer is what is wrong with it, or None."""


class Kind(Enum):
    """Types of values."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    MAP = "map"
    LIST = "list"
    SET = "list whose order means nothing"
    OBJECT = "object"
    ANY = "any value"


COLLECTIONS = frozenset({Kind.LIST, Kind.SET})
ZEROS: Mapping[Kind, Any] = {
    Kind.STRING: "",
    Kind.INTEGER: 0,
    Kind.NUMBER: 0,
    Kind.BOOLEAN: False,
    Kind.MAP: {},
    Kind.LIST: [],
    Kind.SET: [],
}


class Generation(Enum):
    """Which library the official type is written with. They differ in what is null, unknown and refused."""

    SDK = "terraform-plugin-sdk v2"
    FRAMEWORK = "terraform-plugin-framework"


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property of a type, or of an object inside it."""

    kind: Kind
    element: "Property | None" = None
    """What a list, set or map consists of; a map that does not say it consists of texts."""
    fields: Mapping[str, "Property"] = field(default_factory=dict)
    """What an object consists of."""
    required: bool = False
    computed: bool = False
    """The vendor fills it in where the program does not."""
    output: bool = False
    """The program cannot set it."""
    default: Any = None
    replaces: bool = False
    """It cannot be changed in place."""
    secret: bool = False
    block: bool = False
    """Its absence is an empty list, not null (a nested block of the SDK generation)."""
    keeps: bool = False
    """Stays known while something else changes (`UseStateForUnknown` of the framework generation)."""
    minimum: int = 0
    """Least number of elements."""
    rules: tuple[Rule, ...] = ()
    stores: Callable[[Any], Any] | None = None
    """How the state writes an input."""
    ignores: Callable[[Any, Any], bool] | None = None
    """Tells whether a change from the state's value to an input is none."""
    absent_ignored: bool = False
    """Taking it out of the program changes nothing."""


@dataclass(frozen=True, kw_only=True)
class Schema:
    """One type of resource."""

    type: str
    """The type token, `hcloud:index/network:Network`."""
    generation: Generation
    properties: Mapping[str, Property]
    autonamed: bool = True
    """A missing `name` is made from the name in the program, if the type has a `name` at all."""
    checks: tuple[Callable[[Properties], list[tuple[str, str]]], ...] = ()
    """Rules about several properties: inputs to property and reason."""

    @property
    def title(self) -> str:
        """The type's name, `Network`."""
        return self.type.rpartition(":")[2]
