"""The vendor's label selectors: which resources does `role=edge,env in (prod,staging)` mean?

Source: Hetzner Cloud API reference, "Label Selector".
"""

import re
from collections.abc import Callable, Mapping

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


def parse(text: str) -> Callable[[Labels], bool]:
    """Return the test that a selector stands for.

    Raises:
        SelectorError: an empty selector, or one that does not follow the vendor's grammar.

    """
    tests: list[Callable[[Labels], bool]] = []
    position = 0
    while True:
        match = _TERM.match(text, position)
        if not match:
            raise SelectorError(text)
        tests.append(_test(match))
        position = match.end()
        if position == len(text):
            return lambda labels: all(test(labels) for test in tests)
        if text[position] != ",":
            raise SelectorError(text)
        position += 1


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
