"""Expressions, parsed once."""

from dataclasses import dataclass
from functools import lru_cache

from sandbox.edge.expression.cursor import Cursor
from sandbox.edge.expression.errors import ExpressionError
from sandbox.edge.expression.facts import Facts
from sandbox.edge.expression.fields import RESPONSE
from sandbox.edge.expression.functions import shown
from sandbox.edge.expression.kinds import ADDRESS, BOOLEAN, INTEGER, STRING
from sandbox.edge.expression.operand import Operand
from sandbox.edge.expression.parser import Parser

LENGTH = 4096
"""Characters that an expression may have (cloudflare-docs, ruleset-engine/rules-language/expressions/index.mdx)."""


@dataclass(frozen=True)
class Expression:
    """A text of the Rules language, found to be right."""

    text: str
    operand: Operand
    fields: frozenset[str]
    functions: frozenset[str]
    operators: frozenset[str]
    """Comparisons used, in words where the vendor has words; `~` is `matches`."""

    @property
    def needs_response(self) -> bool:
        """Whether it can be evaluated only after the response."""
        return any(name.removeprefix("raw.") in RESPONSE for name in self.fields)

    def matches(self, facts: Facts) -> bool:
        """Say whether it is true. Of an expression that `parse` returned."""
        return bool(self.operand.run(facts))

    def value(self, facts: Facts) -> str:
        """Return its value as a string; a missing value is empty."""
        found = self.operand.run(facts)
        return found if isinstance(found, str) else "" if found is None else shown(found)


@lru_cache(maxsize=1024)
def parse(text: str) -> Expression:
    """Return a rule's expression, which is true or false.

    Raises:
        ExpressionError: the language does not allow it, or it is of another type.

    """
    return parsed(text, (BOOLEAN,))


@lru_cache(maxsize=1024)
def parse_value(text: str) -> Expression:
    """Return an expression for a text: a redirect's target, a header's value.

    Raises:
        ExpressionError: the language does not allow it, or it is an array or a map.

    """
    return parsed(text, (STRING, INTEGER, BOOLEAN, ADDRESS))


@lru_cache(maxsize=1024)
def parse_any(text: str) -> Expression:
    """Return an expression of any type: what a rate limit counts by.

    Raises:
        ExpressionError: the language does not allow it.

    """
    return parsed(text, ())


def parsed(text: str, kinds: tuple[str, ...]) -> Expression:
    """Return an expression of one of some types; none means any."""
    if len(text) > LENGTH:
        raise ExpressionError(
            f"an expression has at most {LENGTH} characters, not {len(text)}", text, LENGTH, len(text)
        )
    parser = Parser(Cursor(text))
    operand = parser.whole()
    if kinds and (operand.kind not in kinds or operand.each):
        raise ExpressionError(f"expected {' or '.join(kinds)}, found {operand.kind}", text, 0, len(text))
    return Expression(text, operand, frozenset(parser.fields), frozenset(parser.functions), frozenset(parser.operators))
