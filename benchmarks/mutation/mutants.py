"""Which faults there are to put in: cosmic-ray's operators, without those that change nothing that runs."""

import ast
import difflib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

SKIPPED = ("core/RemoveDecorator", "core/VariableReplacer", "core/VariableInserter")
"""A rule without its decorator is none and cannot be loaded; the other two need to be told names."""
STRANGE = (
    "_Pow", "_MatMult", "_LShift", "_RShift", "_BitAnd", "_BitOr", "_BitXor", "_Mod", "_FloorDiv", "_UAdd", "_Invert",
)  # fmt: skip
"""Replacements that nobody makes by mistake, and that fail at once: they would only flatter the score."""


Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""Line and column of the first character, and of the one after the last."""
_WORD = re.compile(r"\w+|\s+|[^\w\s]+")


@dataclass(frozen=True)
class Place:
    """Where a fault can be put in, and which."""

    module: str
    """Path in the repository."""
    operator: str
    occurrence: int


@dataclass(frozen=True)
class Mutant(Place):
    """One fault."""

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


def places(module: str, code: str) -> Iterator[Place]:
    """Yield where faults can be put into a module."""
    nodes = list(ast_nodes(get_ast(code)))
    quiet, unordered = silent(code), texts(code)
    for name in cosmic_ray.plugins.operator_names():
        if name in SKIPPED or any(part in name for part in STRANGE) or _confuses_identity(name):
            continue
        operator = cosmic_ray.plugins.get_operator(name)()
        starts = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(starts):
            ordering = name.endswith(("Eq_Lt", "Eq_LtE", "Eq_Gt", "Eq_GtE"))
            if not any(first <= start < last for first, last in (*quiet, *(unordered if ordering else ()))):
                yield Place(module, name.removeprefix("core/"), occurrence)


def _confuses_identity(name: str) -> bool:
    """Tell whether `is` and a comparison take each other's place: of a sentinel or a small number both say the same."""
    before, _, after = name.partition("ReplaceComparisonOperator_")[2].partition("_")
    return (before in ("Is", "IsNot")) is not (after in ("Is", "IsNot"))


def mutant(place: Place, code: str) -> Mutant | None:
    """Return the fault that there is at a place; None if nothing would be different."""
    mutated = changed(place, code)
    if mutated in (None, code):
        return None
    pairs = zip(code.splitlines(), str(mutated).splitlines(), strict=False)
    line, before, after = next((number, *pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return Mutant(place.module, place.operator, place.occurrence, line, before.strip(), after.strip())


def silent(code: str) -> list[Range]:
    """Return where annotations stand: they are for mypy."""
    return [
        _range(annotation)
        for node in ast.walk(ast.parse(code))
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(annotation, ast.expr)
    ]


def _range(node: ast.expr) -> Range:
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def texts(code: str) -> list[Range]:
    """Return where something is compared with a text, a list or the like: nobody takes an order for equality there."""
    return [
        _range(node)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Compare) and any(_is_text(each) for each in (node.left, *node.comparators))
    ]


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict | ast.JoinedStr)


def changed(place: Place, code: str) -> str | None:
    """Return the module with the fault in it."""
    operator = cosmic_ray.plugins.get_operator(f"core/{place.operator}")()
    try:
        mutated: str | None = mutate_code(code, operator, place.occurrence)
    except AttributeError:  # the tool's own ExceptionReplacer, on `except module.Error`
        return None
    return mutated


def sampled(found: list[Place], size: int, seed: int) -> list[Place]:
    """Return so many of them, always the same for a seed; all, if there are no more or the size is 0."""
    if not size or len(found) <= size:
        return found
    chosen = random.Random(seed).sample(range(len(found)), size)  # noqa: S311 - a sample is no secret
    return [found[index] for index in sorted(chosen)]


def modules(root: Path, patterns: list[str]) -> list[str]:
    """Return the modules that patterns name, relative to the repository."""
    files = {file for pattern in patterns for file in root.glob(pattern)}
    return sorted(str(file.relative_to(root)) for file in files if file.suffix == ".py" and file.name != "__init__.py")
