"""A part of an expression, ready to be evaluated."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.edge.expression.facts import Facts


@dataclass(frozen=True)
class Operand:
    """A value of a type. `run` returns None for a missing value."""

    kind: str
    run: Callable[[Facts], Any]
    each: bool = False
    """Whether it is an array taken apart with `[*]`: then `run` returns the array, and `kind` is its elements' type."""
    literal: Any = None
    """The value, of a literal."""


def mapped(operand: Operand, run: Callable[[Any], Any], missing: Any = None) -> Callable[[Facts], Any]:  # noqa: ANN401
    """Return what evaluates a function of an operand, element by element if that is taken apart.

    `missing` is what stands for the function of a missing value.
    """
    inner = operand.run

    def one(value: Any) -> Any:  # noqa: ANN401 (a value of any of the language's types)
        return missing if value is None else run(value)

    if operand.each:
        return lambda facts: [one(value) for value in inner(facts) or ()]
    return lambda facts: one(inner(facts))
