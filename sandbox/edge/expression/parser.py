"""From an expression's text to what can be evaluated."""

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_, xor
from typing import Any

from sandbox.edge.expression.comparison import compared
from sandbox.edge.expression.cursor import Cursor
from sandbox.edge.expression.facts import Facts
from sandbox.edge.expression.fields import FIELDS
from sandbox.edge.expression.functions import FUNCTIONS, ONCE
from sandbox.edge.expression.kinds import BOOLEAN, BOOLEANS, INTEGER, STRING, array, element, valued
from sandbox.edge.expression.operand import Operand, mapped

LEVELS = ((or_, r"or(?![\w.])|\|\|"), (xor, r"xor(?![\w.])|\^\^"), (and_, r"and(?![\w.])|&&"))
"""Operators by precedence, the weakest first."""
JOINING = [(combine, re.compile(pattern)) for combine, pattern in LEVELS]
NOT = re.compile(r"not(?![\w.])|!(?!=)")
DEPTH = 64
"""How deep parentheses, negations and calls may nest here; the vendor's own limit is not documented."""


@dataclass
class Parser:
    """Reads one text; notes the fields, functions and operators in it."""

    cursor: Cursor
    fields: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    operators: set[str] = field(default_factory=set)
    depth: int = 0

    def whole(self) -> Operand:
        """Read all of the text as one operand."""
        found = self.joined(0)
        if self.cursor.skip().at < len(self.cursor.text):
            self.cursor.fail("expected an operator or the end", end=len(self.cursor.text))
        return found

    def joined(self, level: int) -> Operand:
        """Read operands that are joined by the operator of a level, or tighter ones."""
        if level == len(JOINING):
            return self.simple()
        combine, pattern = JOINING[level]
        starts = [self.cursor.skip().at]
        parts = [self.joined(level + 1)]
        while self.cursor.skip().take(pattern):
            starts.append(self.cursor.skip().at)
            parts.append(self.joined(level + 1))
        if len(parts) == 1:
            return parts[0]
        for part, start in zip(parts, starts, strict=True):
            if part.kind not in {BOOLEAN, BOOLEANS} or part.kind != parts[0].kind:
                self.cursor.fail(f"expected {BOOLEAN}, found {part.kind}", start)
        runs = [part.run for part in parts]
        if parts[0].kind == BOOLEANS:
            return Operand(
                BOOLEANS,
                lambda facts: [reduce(combine, row) for row in zip(*(run(facts) for run in runs), strict=False)],
            )
        return Operand(BOOLEAN, lambda facts: reduce(combine, (bool(run(facts)) for run in runs)))

    def simple(self) -> Operand:
        """Read a negation, something in parentheses, or a comparison."""
        self.depth += 1
        if self.depth > DEPTH:
            self.cursor.fail(f"nested deeper than {DEPTH}")
        try:
            start = self.cursor.skip().at
            if self.cursor.take(NOT):
                inner = self.simple()
                return self.negated(inner, start)
            if self.cursor.symbol("("):
                inner = self.joined(0)
                self.cursor.expect(")")
                return inner
            left = self.value()
            return compared(self.cursor, left, self.operators) or left
        finally:
            self.depth -= 1

    def negated(self, inner: Operand, start: int) -> Operand:
        """Return the opposite of an operand."""
        run = inner.run
        if inner.kind == BOOLEAN and not inner.each:
            return Operand(BOOLEAN, lambda facts: not run(facts))
        if inner.kind != BOOLEANS:
            self.cursor.fail(f"expected {BOOLEAN}, found {inner.kind}", start)
        return Operand(BOOLEANS, lambda facts: [not value for value in run(facts) or ()])

    def value(self) -> Operand:
        """Read a literal, a field or a call, with what indexes it."""
        start = self.cursor.skip().at
        if (text := self.cursor.string()) is not None:
            return Operand(STRING, lambda _: text, literal=text)
        if (number := self.cursor.integer()) is not None:
            return Operand(INTEGER, lambda _: number, literal=number)
        name = self.cursor.word()
        if name is None:
            self.cursor.fail("expected a field, a function or a literal")
        if name in {"true", "false"}:
            return Operand(BOOLEAN, lambda _: name == "true")
        if self.cursor.text[self.cursor.at : self.cursor.at + 1] == "(":
            return self.indexed(self.call(name, start))
        if name not in FIELDS:
            known = " (a function: its arguments stand in parentheses)" if name in FUNCTIONS else ""
            self.cursor.fail(f"unknown identifier{known}", start)
        self.fields.add(name)
        kind, getter = FIELDS[name]
        return self.indexed(Operand(kind, getter))

    def indexed(self, operand: Operand) -> Operand:
        """Read the indexes behind an operand."""
        while self.cursor.text.startswith("[", self.cursor.at):
            start = self.cursor.at
            self.cursor.at += 1
            operand = self.index(operand, start)
            self.cursor.expect("]")
        return operand

    def index(self, operand: Operand, start: int) -> Operand:
        """Read one index."""
        inner, of_array, of_map = operand.run, element(operand.kind), valued(operand.kind)
        if operand.each:
            self.cursor.fail("nothing can be indexed behind [*]", start)
        if self.cursor.symbol("*"):
            if of_array is None:
                self.cursor.fail(f"[*] takes an array apart, not a value of type {operand.kind}", start)
            return Operand(of_array, inner, each=True)
        if (key := self.cursor.string()) is not None:
            if of_map is None:
                self.cursor.fail(f"a value of type {operand.kind} has no names", start)
            return Operand(of_map, lambda facts: (inner(facts) or {}).get(key))
        place = self.cursor.integer()
        if place is None or place < 0:
            self.cursor.fail('expected a place from 0, "a name" or *')
        if of_array is None:
            self.cursor.fail(f"a value of type {operand.kind} has no places", start)
        return Operand(of_array, lambda facts: next(iter((inner(facts) or [])[place : place + 1]), None))

    def call(self, name: str, start: int) -> Operand:
        """Read a function's arguments."""
        if name not in FUNCTIONS:
            self.cursor.fail("unknown function", start)
        function = FUNCTIONS[name]
        if name in ONCE and self.functions & ONCE:
            self.cursor.fail(f"{' and '.join(sorted(ONCE))} stand once in an expression", start)
        self.functions.add(name)
        self.cursor.expect("(")
        arguments: list[Operand] = []
        while not self.cursor.symbol(")"):
            if arguments:
                self.cursor.expect(",")
            arguments.append(self.argument(name, len(arguments)))
        if not arguments or not function.fits(len(arguments)):
            self.cursor.fail(f"{name} takes another number of arguments than {len(arguments)}", start)
        try:
            function.check([each.literal for each in arguments])
        except ValueError as error:
            self.cursor.fail(str(error), start)
        first, rest = arguments[0], [each.run for each in arguments[1:]]
        if not rest:
            run = mapped(first, function.run)
            return Operand(array(function.returns) if first.each else function.returns, run)

        def combined(facts: Facts) -> Any:  # noqa: ANN401 (a value of any of the language's types)
            others = [run(facts) for run in rest]
            if None in others:
                return [] if first.each else None
            return mapped(first, lambda value: function.run(value, *others))(facts)

        return Operand(array(function.returns) if first.each else function.returns, combined)

    def argument(self, name: str, place: int) -> Operand:
        """Read one argument."""
        function, start = FUNCTIONS[name], self.cursor.skip().at
        found = self.joined(0)
        if place and found.each:
            self.cursor.fail("[*] stands in a function's first argument only", start)
        if found.kind not in function.allowed(place):
            wanted = " or ".join(function.allowed(place))
            self.cursor.fail(f"{name} takes {wanted} here, not {found.kind}", start)
        if place == 0 and function.first_is_field and found.literal is not None:
            self.cursor.fail(f"the first argument of {name} is a field, not a literal", start)
        return found
