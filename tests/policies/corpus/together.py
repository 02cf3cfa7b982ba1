"""Puts many cases into one stack, so that the real engine has to be run a few times only, not once for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policies.catalogue import Catalogue
from policies.rules.headroom.vendor_quota import COUNTED
from tests.policies.corpus.case import Case, Declared, Ref, Secret, Variant
from tests.policies.corpus.wire import judged, violations

Violations = frozenset[tuple[str, str]]
HALVES = (True, False)
PLENTY = {"vendor-quota": {"project": {"reason": "all cases in one project", **dict.fromkeys(COUNTED, 10_000)}}}
"""Configuration: many cases are more than the vendor lets into one project."""


@dataclass(frozen=True)
class Group:
    """Cases in one stack; the names of each one's resources begin with its number, unless it is alone."""

    cases: tuple[Case, ...]

    def half(self, *, harmless: bool) -> Variant:
        """Return the resources of all cases."""
        own = [renamed(case.harmless if harmless else case.harmful, prefix) for prefix, case in self._prefixed()]
        plenty = {} if len(self.cases) == 1 else PLENTY
        return Variant(tuple(each for variant in own for each in variant.resources), plenty, {}, frozenset())

    def expected(self, *, harmless: bool = False) -> Violations:
        """Return the violations of all cases."""
        return frozenset() if harmless else frozenset(each for case in self.cases for each in self.of(case))

    def of(self, case: Case) -> Violations:
        """Return the violations of one case."""
        (prefix,) = (prefix for prefix, each in self._prefixed() if each is case)
        return frozenset((rule, prefix + name) for rule, name in case.violations)

    def _prefixed(self) -> list[tuple[str, Case]]:
        alone = len(self.cases) == 1
        return [("" if alone else f"c{number}-", case) for number, case in enumerate(self.cases, 1)]


def groups(catalogue: Catalogue, cases: Iterable[Case], *, applied: bool) -> list[Group]:
    """Return the cases in as few stacks as they get along in: in which each has the violations it has alone."""
    left = list(cases)
    found = []
    while left:
        group = left
        while len(group) > 1 and (wrong := disturbed(catalogue, group, applied=applied)):
            calm = [case for number, case in enumerate(group) if number not in wrong]
            group = calm or group[: len(group) // 2]
        found.append(Group(tuple(group)))
        left = [case for case in left if case not in group]
    return found


def disturbed(catalogue: Catalogue, cases: Sequence[Case], *, applied: bool) -> set[int]:
    """Return which cases have other violations together than alone; all, if it cannot be told which."""
    group = Group(tuple(cases))
    wrong: set[int] = set()
    for harmless in HALVES:
        said = violations(judged(catalogue, group.half(harmless=harmless), applied=applied))
        for _, name in said ^ group.expected(harmless=harmless):
            number, dash, _ = name.removeprefix("c").partition("-")
            wrong |= {int(number) - 1} if dash and number.isdigit() else set(range(len(cases)))
    return wrong


def renamed(variant: Variant, prefix: str) -> Variant:
    """Return a variant whose resources have a prefix, in the program and at the vendor."""
    return replace(variant, resources=tuple(_renamed(each, prefix) for each in variant.resources))


def _renamed(resource: Declared, prefix: str) -> Declared:
    inputs = _redirected(dict(resource.inputs), prefix)
    if inputs.get("name") == resource.name:
        inputs["name"] = prefix + resource.name
    return replace(
        resource,
        name=prefix + resource.name,
        inputs=inputs,
        outputs=_redirected(resource.outputs, prefix),
        parent=prefix + resource.parent if resource.parent else None,
        provider=_redirected(resource.provider, prefix),
    )


def _redirected(value: Any, prefix: str) -> Any:
    match value:
        case Ref():
            return replace(value, name=prefix + value.name)
        case Secret():
            return Secret(_redirected(value.value, prefix))
        case dict():
            return {key: _redirected(item, prefix) for key, item in value.items()}
        case list():
            return [_redirected(item, prefix) for item in value]
        case _:
            return value
