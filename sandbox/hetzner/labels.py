"""Label selectors (API reference, "Label Selector").

Terms, separated by commas: `k`, `!k`, `k=v`, `k==v`, `k!=v`, `k in (a,b)`, `k notin (a,b)`.
"""

import re
from collections.abc import Callable, Mapping

from sandbox.hetzner.errors import ApiError

Labels = Mapping[str, str]
Requirement = Callable[[Labels], bool]

KEY = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?/)?[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?"
VALUE = r"[a-zA-Z0-9_.-]*"
TERM = re.compile(
    rf"\s*(?:(?P<key>{KEY})(?:\s*(?P<operator>==|!=|=)\s*(?P<value>{VALUE})"
    rf"|\s+(?P<set>in|notin)\s*\((?P<values>[^()]*)\))?|!\s*(?P<absent>{KEY}))\s*"
)


def requirement(term: re.Match[str]) -> Requirement:
    """Turn one term into a test of labels."""
    absent = term["absent"]
    if absent:
        return lambda labels: absent not in labels
    key, operator, value = term["key"], term["operator"] or term["set"], term["value"]
    values = frozenset(part.strip() for part in (term["values"] or "").split(","))
    if operator in {"=", "=="}:
        return lambda labels: labels.get(key) == value
    if operator == "!=":
        return lambda labels: labels.get(key) != value
    if operator == "in":
        return lambda labels: key in labels and labels[key] in values
    if operator == "notin":
        return lambda labels: labels.get(key) not in values
    return lambda labels: key in labels


def selector(expression: str) -> Requirement:
    """Read a selector; the result tells whether labels satisfy all of its terms. An empty one selects everything.

    Raises:
        ApiError: `invalid_input`, it is not a selector.

    """
    requirements: list[Requirement] = []
    position = 0
    while expression.strip():
        term = TERM.match(expression, position)
        if not term or not valid_values(term["values"]) or expression[term.end() : term.end() + 1] not in {"", ","}:
            raise malformed(expression)
        requirements.append(requirement(term))
        if term.end() == len(expression):
            break
        position = term.end() + 1
    return lambda labels: all(test(labels) for test in requirements)


def valid_values(values: str | None) -> bool:
    """Tell whether the inside of a set's parentheses is a list of values."""
    return values is None or all(re.fullmatch(rf"\s*{VALUE}\s*", part) for part in values.split(","))


def malformed(expression: str) -> ApiError:
    """Say that a selector cannot be read."""
    return ApiError(
        "invalid_input",
        f"invalid input in field 'label_selector': '{expression}' is not a valid label selector",
        {"fields": [{"name": "label_selector", "messages": ["is not a valid label selector"]}]},
    )
