"""The vendor's label selectors: which resources does `role=edge,env in (prod,staging)` mean?

Source: Hetzner Cloud API reference, "Label Selector".
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..reading import Value
from ..resource import Resource

_KEY = r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?"
_VALUE = r"[A-Za-z0-9._-]*"
_TERM = re.compile(
    rf"\s*(?:(?P<key>{_KEY})\s*(?P<equal>==?|!=)\s*(?P<value>{_VALUE})"
    rf"|(?P<set_key>{_KEY})\s+(?P<set>in|notin)\s*\((?P<values>[^()]*)\)"
    rf"|(?P<absent>!)?\s*(?P<bare>{_KEY}))\s*",
    re.ASCII,
)

Labels = Mapping[str, str]


class SelectorError(ValueError):
    """The text is not a label selector; it may mean anything."""


@dataclass(frozen=True)
class Selector:
    """Tests that labels must all pass."""

    tests: tuple[Callable[[Labels], bool], ...]
    exact: tuple[str, str] | None
    """A label that whatever is meant must have, if the selector names one."""

    def __call__(self, labels: Labels) -> bool:
        """Tell whether labels are meant."""
        return all(test(labels) for test in self.tests)


@lru_cache(maxsize=1024)
def parse(text: str) -> Selector:
    """Return the test that a selector stands for.

    Raises:
        SelectorError: an empty selector, or one that does not follow the vendor's grammar.

    """
    tests: list[Callable[[Labels], bool]] = []
    exact: tuple[str, str] | None = None
    position = 0
    while True:
        match = _TERM.match(text, position)
        if not match:
            raise SelectorError(text)
        tests.append(_test(match))
        if match["equal"] in ("=", "=="):
            exact = (match["key"], match["value"])
        position = match.end()
        if position == len(text):
            return Selector(tuple(tests), exact)
        if text[position] != ",":
            raise SelectorError(text)
        position += 1


class Labelled:
    """Resources by their labels: a selector that names one label looks only at those that have it."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._known: list[tuple[Resource, Labels]] = []
        self._by_label: dict[tuple[str, str], list[tuple[Resource, Labels]]] = defaultdict(list)
        self._doubtful: list[Resource] = []
        for resource in resources:
            labels = _labels(resource)
            if labels is None:
                self._doubtful.append(resource)
                continue
            self._known.append((resource, labels))
            for item in labels.items():
                self._by_label[item].append((resource, labels))

    def meant(self, selector: Value) -> list[Resource]:
        """Return what a selector may mean. One that cannot be read may mean any; labels not known may be the ones."""
        try:
            wanted = parse(selector) if isinstance(selector, str) else None
        except SelectorError:
            wanted = None
        if wanted is None:
            return [*(resource for resource, _ in self._known), *self._doubtful]
        candidates = self._by_label.get(wanted.exact, []) if wanted.exact else self._known
        return [*(resource for resource, labels in candidates if wanted(labels)), *self._doubtful]


def _labels(resource: Resource) -> Labels | None:
    """Return all labels, or None if any is not known."""
    labels = resource.get("labels")
    if labels is None:
        return {}
    if not isinstance(labels, dict):
        return None
    known = {key: value for key, value in labels.items() if isinstance(value, str)}
    return known if len(known) == len(labels) else None


def _test(match: re.Match[str]) -> Callable[[Labels], bool]:
    if match["equal"]:
        key, value, wanted = match["key"], match["value"], match["equal"] != "!="
        return lambda labels: (labels.get(key) == value) is wanted
    if match["set"]:
        key, values = match["set_key"], {item.strip() for item in match["values"].split(",")}
        wanted = match["set"] == "in"
        return lambda labels: (labels.get(key) in values) is wanted
    key, wanted = match["bare"], not match["absent"]
    return lambda labels: (key in labels) is wanted
