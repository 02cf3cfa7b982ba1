"""Which faults there are to put in: cosmic-ray's operators, without those that change nothing that runs."""

import ast
import difflib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

SKIPPED = ("core/RemoveDecorator", "core/VariableReplacer", "core/VariableInserter")
"""A rule without its decorator is none and cannot be loaded; the other two need to be told names."""
STRANGE = (
    "_Pow", "_MatMult", "_LShift", "_RShift", "_BitAnd", "_BitXor", "_Mod", "_FloorDiv",
    "_UAdd", "_Invert", "Is_Lt", "Is_Gt", "Is_LtE", "Is_GtE", "IsNot_Lt", "IsNot_Gt", "IsNot_LtE", "IsNot_GtE",
    "_Eq_Is", "_NotEq_IsNot",
)  # fmt: skip
"""Replacements that nobody makes by mistake, and that fail at once: they would only flatter the score."""


_WORD = re.compile(r"\w+|\s+|[^\w\s]+")


@dataclass(frozen=True)
class Mutant:
    """One fault."""

    module: str
    """Path in the repository."""
    operator: str
    occurrence: int
    line: int
    before: str
    """The line, without what surrounds it."""
    after: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.change}: {self.before}"

    @property
    def change(self) -> str:
        """What differs, in the words that differ."""
        before, after = _WORD.findall(self.before), _WORD.findall(self.after)
        pairs = [
            ("".join(before[a:b]).strip() or "nothing", "".join(after[c:d]).strip() or "nothing")
            for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
            if kind != "equal"
        ]
        return ", ".join(f"{old} -> {new}" for old, new in pairs if old != new)


def mutants(module: str, code: str) -> Iterator[Mutant]:
    """Yield the mutants of a module."""
    nodes = list(ast_nodes(get_ast(code)))
    quiet = silent(code)
    for name in cosmic_ray.plugins.operator_names():
        if name in SKIPPED or any(part in name for part in STRANGE):
            continue
        operator = cosmic_ray.plugins.get_operator(name)()
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            if any(first <= (line, column) < last for first, last in quiet):
                continue
            mutated = mutate_code(code, operator, occurrence)
            if mutated is not None and mutated != code:
                yield Mutant(module, name.removeprefix("core/"), occurrence, *difference(code, mutated))


def difference(code: str, mutated: str) -> tuple[int, str, str]:
    """Return the first line that differs, before and after."""
    pairs = zip(code.splitlines(), mutated.splitlines(), strict=False)
    number, before, after = next((number, *pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return number, before.strip(), after.strip()


def silent(code: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return where annotations stand: they are for mypy."""
    found = []
    for node in ast.walk(ast.parse(code)):
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(annotation, ast.expr) and annotation.end_lineno and annotation.end_col_offset:
                first = (annotation.lineno, annotation.col_offset)
                found.append((first, (annotation.end_lineno, annotation.end_col_offset)))
    return found


def changed(mutant: Mutant, code: str) -> str:
    """Return the module with the fault in it."""
    operator = cosmic_ray.plugins.get_operator(f"core/{mutant.operator}")()
    mutated: str = mutate_code(code, operator, mutant.occurrence)
    return mutated


def sampled(found: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return so many of them, always the same for a seed; all, if there are no more or the size is 0."""
    if not size or len(found) <= size:
        return found
    return sorted(random.Random(seed).sample(found, size), key=lambda each: (each.module, each.line, each.operator))  # noqa: S311


def modules(root: Path, patterns: list[str]) -> list[str]:
    """Return the modules that patterns name, relative to the repository."""
    files = {file for pattern in patterns for file in root.glob(pattern)}
    return sorted(str(file.relative_to(root)) for file in files if file.suffix == ".py" and file.name != "__init__.py")
