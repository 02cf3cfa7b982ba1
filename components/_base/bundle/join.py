"""Joins parts into the bundle of one host, or says what does not go together."""

from collections.abc import Iterable, Sequence

from ..errors import refuse
from . import shape
from .bundle import Bundle
from .part import Part

LARGEST_BYTES = 512 * 1024
"""Texts of one bundle together: it lies in the stack's state, twice. What is larger is data, and travels otherwise."""


def join(host: str, parts: Sequence[Part]) -> Bundle:
    """Return the bundle of a host.

    Raises:
        ArgumentError: a part is wrong, or two do not go together; one line for each problem.

    """
    bundle = Bundle(host, tuple(parts))
    problems = [line for part in parts for line in shape.problems(part)]
    problems += twice("part", ((part.name, part.name) for part in parts))
    paths = [(each.path, part.name) for part in parts for each in part.files]
    problems += twice("file", [*paths, *[(each.path, part.name) for part in parts for each in part.secrets]])
    problems += twice("unit", ((unit.name, part.name) for part in parts for unit in part.units))
    problems += unknown(parts)
    problems += size(parts)
    refuse([f"{host}.bundle.{line}" for line in problems])
    return bundle


def twice(what: str, named: Iterable[tuple[str, str]]) -> list[str]:
    """Return a line for each name that two parts bring."""
    first: dict[str, str] = {}
    problems = []
    for name, part in named:
        if name in first:
            problems.append(f"{part}: {what} {name} is in part {first[name]} already; one of them must go")
        first.setdefault(name, part)
    return problems


def unknown(parts: Sequence[Part]) -> list[str]:
    """Return a line for each path that a unit watches or a check names, and that is in no part."""
    files = {each.path for part in parts for each in part.files}
    there = files | {each.path for part in parts for each in part.secrets}
    problems = [
        f"{part.name}.{unit.name}: watches {path}, which is in no part; add the file or drop the path"
        for part in parts
        for unit in part.units
        for path in unit.watches
        if path not in there
    ]
    units = {unit.name for part in parts for unit in part.units}
    problems += [
        f"{part.name}: the check `{' '.join(check.words)}` has {check.unit} mended, which is in no part; add the unit"
        for part in parts
        for check in part.checks
        if check.unit and check.unit not in units
    ]
    return problems + [
        f"{part.name}: the check `{' '.join(check.words)}` names {path}, which is in no part; add the file"
        for part in parts
        for check in part.checks
        for path in shape.staged(check)
        if path not in files
    ]


def size(parts: Sequence[Part]) -> list[str]:
    """Return a line if the texts are too large together; secrets are not counted, because they are not known yet."""
    sizes = {part.name: sum(len(each.text.encode()) for each in part.files) for part in parts}
    total, largest = sum(sizes.values()), max(sizes, key=lambda name: sizes[name], default="")
    if total <= LARGEST_BYTES:
        return []
    return [f"{largest}: all files are {total} bytes, limit {LARGEST_BYTES}; send data by other ways"]
