"""Comparisons of a value with literals."""

import operator
import re
from collections.abc import Callable
from typing import Any

from sandbox.edge.expression.cursor import Address, Cursor
from sandbox.edge.expression.kinds import ADDRESS, BOOLEAN, BOOLEANS, INTEGER, STRING
from sandbox.edge.expression.operand import Operand, mapped
from sandbox.edge.expression.wildcards import regex, wildcard

Test = Callable[[Any], bool]

WORDS = re.compile(r"(?:strict\s+wildcard|wildcard|contains|matches|in|eq|ne|le|lt|ge|gt)(?![\w.])|==|!=|<=|>=|<|>|~")
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "==": operator.eq,
    "ne": operator.ne,
    "!=": operator.ne,
    "lt": operator.lt,
    "<": operator.lt,
    "le": operator.le,
    "<=": operator.le,
    "gt": operator.gt,
    ">": operator.gt,
    "ge": operator.ge,
    ">=": operator.ge,
}
EQUAL = frozenset({"eq", "==", "ne", "!="})
TEXTUAL = frozenset({"contains", "matches", "~", "wildcard", "strict wildcard"})
ALLOWED = {
    INTEGER: frozenset(ORDER) | {"in"},
    STRING: frozenset(ORDER) | TEXTUAL | {"in"},
    ADDRESS: EQUAL | {"in"},
}


def compared(cursor: Cursor, left: Operand, used: set[str]) -> Operand | None:
    """Read an operator and its right side, if an operator stands here; notes the operator as used."""
    start = cursor.skip().at
    word = cursor.take(WORDS)
    if word is None:
        return None
    name = " ".join(word.split())
    if left.kind == BOOLEAN:
        cursor.fail("a Boolean stands for itself and takes no comparison; use `not` for the opposite", start)
    if name not in ALLOWED.get(left.kind, ()):
        cursor.fail(f"{name} does not compare a value of type {left.kind}", start)
    used.add({"~": "matches"}.get(name, name))
    test = inside(cursor, left.kind) if name == "in" else against(cursor, left.kind, name)
    return Operand(BOOLEANS if left.each else BOOLEAN, mapped(left, test, missing=False))


def against(cursor: Cursor, kind: str, name: str) -> Test:
    """Read the one literal that a value is compared with."""
    start = cursor.skip().at
    if kind == INTEGER:
        number = cursor.integer()
        return ordered(name, number) if number is not None else cursor.fail("expected an integer", start)
    if kind == ADDRESS:
        first, last = cursor.addresses()
        if first != last:
            cursor.fail("expected one address; networks and ranges stand in {} after `in`", start)
        return ordered(name, first)
    text = cursor.string(regex=name in {"matches", "~"})
    if text is None:
        cursor.fail("expected a string in double quotes", start)
    try:
        return textual(name, text)
    except ValueError as error:
        cursor.fail(str(error), start)


def ordered(name: str, literal: int | str | Address) -> Test:
    """Return a test by order or equality."""
    compare = ORDER[name]
    return lambda value: compare(value, literal)


def textual(name: str, text: str) -> Test:
    """Return a test of texts."""
    if name == "contains":
        return lambda value: text in value
    if name in {"matches", "~"}:
        pattern = regex(text)
        return lambda value: pattern.search(value) is not None
    if name in {"wildcard", "strict wildcard"}:
        whole = wildcard(text, strict=name == "strict wildcard")
        return lambda value: whole.fullmatch(value) is not None
    return ordered(name, text)


def inside(cursor: Cursor, kind: str) -> Test:
    """Read the literals in braces that a value may be one of."""
    if cursor.symbol("$"):
        cursor.fail("lists are not known to the sandbox; write the values in {}", cursor.at - 1)
    cursor.expect("{")
    texts: set[str] = set()
    spans: list[tuple[Any, Any]] = []
    while not cursor.symbol("}"):
        start = cursor.at
        if kind == STRING:
            text = cursor.string()
            texts.add(text if text is not None else cursor.fail("expected a string in double quotes or }"))
        else:
            spans.append(numbers(cursor) if kind == INTEGER else cursor.addresses())
        if cursor.text[cursor.at : cursor.at + 1] == ",":
            cursor.fail("the values of a list are parted by spaces", cursor.at)
        if cursor.at == start:
            cursor.fail("expected a value or }")
    if kind == STRING:
        return lambda value: value in texts
    if kind == INTEGER:
        return lambda value: any(first <= value <= last for first, last in spans)
    return lambda value: any(
        first.version == value.version and int(first) <= int(value) <= int(last) for first, last in spans
    )


def numbers(cursor: Cursor) -> tuple[int, int]:
    """Read an integer, or a range of integers."""
    start = cursor.skip().at
    found = re.compile(r"(-?\d+)(?:\.\.(-?\d+))?(?!\w)").match(cursor.text, start)
    if not found:
        cursor.fail("expected an integer or }", start)
    cursor.at = found.end()
    first, last = int(found.group(1)), int(found.group(2) or found.group(1))
    if first > last:
        cursor.fail("the range's start is behind its end", start)
    return first, last
