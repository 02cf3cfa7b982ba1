"""Secrets that stand unmarked in a tree of properties, wherever in it, and what is said about them.

Every property of every resource goes through here, so a leaf is looked at in about a microsecond: paths are put into
words only for what is found, and what is looked through once is remembered.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..detector import NAMED, detect
from ..reading import Value
from .names import is_secret_name, is_secret_value

SHORTEST = 10
"""Characters of the shortest text with a secret in a format of its own: `a://b:ccc@`."""
_DULL = re.compile(r"[0-9a-f.:/ -]*")
"""Numbers, addresses, networks, digests, identifiers: without a name beside them they are no secrets."""
_VALUES = frozenset({"value", "text", "content", "default"})
"""What a value is called beside, or below, the name that says what it is."""
_NAMES = ("name", "key", "keyName", "header", "variable")
_PRINTABLE = re.compile(r"[A-Za-z0-9_./@-]{1,64}")

Path: TypeAlias = "tuple[Path, str | int] | None"
Hit: TypeAlias = "tuple[Path, str, int | None, str]"
"""Where, what kind, on which line, and the text itself, which is never said."""


class Plain(NamedTuple):
    """A secret that stands where everybody may read it."""

    path: str
    kind: str
    line: int | None
    """In a text of several lines."""

    def __str__(self) -> str:
        where = f"line {self.line} of {self.path}" if self.line else self.path
        return f"{where} holds {self.kind}"


def plain_secrets(properties: Mapping[str, Value]) -> list[Plain]:
    """Return the secrets in properties that carry no mark. What is marked, or not known yet, is left out."""
    return [Plain(_words(path), kind, line) for path, kind, line, _ in _hits(properties)]


def plain_texts(properties: Mapping[str, Value]) -> set[str]:
    """Return the texts that hold these secrets, never to be said: values, and names of properties."""
    return {text for _, _, _, text in _hits(properties)}


def _hits(properties: Mapping[str, Value]) -> list[Hit]:
    hits: list[Hit] = []
    _in_object(properties, None, "", properties.get("keyName") or properties.get("key"), hits)
    return hits


def _in_object(values: Mapping[str, Value], path: Path, own_name: str, label: Value, hits: list[Hit]) -> None:
    for key, value in values.items():
        if len(key) >= SHORTEST:
            hits.extend(((path, key), f"{kind} as its name", None, key) for kind, _ in _in_text("", key))
        name = key
        if key in _VALUES:
            name = label if isinstance(label, str) else own_name
        _in_value(value, (path, key), name, hits)


def _in_value(value: Value, path: Path, name: str, hits: list[Hit]) -> None:
    if isinstance(value, str):
        if found := _in_text(name, value):
            several = "\n" in value
            hits.extend((path, kind, line if several else None, value) for kind, line in found)
    elif isinstance(value, dict):
        label = next((value[key] for key in _NAMES if key in value), None)
        _in_object(value, path, name, label, hits)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _in_value(item, (path, index), "", hits)


@lru_cache(maxsize=16384)
def _in_text(name: str, text: str) -> tuple[tuple[str, int], ...]:
    dull = len(text) < SHORTEST or _DULL.fullmatch(text)
    found = () if dull else tuple(detect(text))
    if not found and name and is_secret_name(name) and is_secret_value(text):
        return ((NAMED, 1),)
    return found


def _words(path: Path) -> str:
    """Return a path as people write it. A name that may itself be a secret, or break a line, is not repeated."""
    if path is None:
        return ""
    above, step = path
    before = _words(above)
    if isinstance(step, int):
        return f"{before}[{step}]"
    shown = step if _PRINTABLE.fullmatch(step) and not _in_text("", step) else "(a name)"
    return f"{before}.{shown}" if before else shown


def structured(value: str) -> Value:
    """Return what a value of a stack's configuration holds: what is no JSON is text."""
    if value[:1] in ("{", "["):
        try:
            read: Value = json.loads(value)
        except ValueError:
            return value
        return read
    return value
