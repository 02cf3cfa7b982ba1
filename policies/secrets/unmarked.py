"""Finds a value that is known to be secret where it stands without its mark: handed on as plain text by a program."""

import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..reading import Secret, Value
from ..settings import StackFacts
from .names import is_secret_name
from .plaintext import structured

SHORTEST = 8
"""Characters. Shorter ones stand in other texts by chance."""


def configured(stack: StackFacts) -> dict[str, str]:
    """Return the secrets of a stack's configuration and the keys that they stand at, where they can be told apart.

    A structured value comes decrypted as a whole: in it only what is named like a secret is taken for one.
    """
    found: dict[str, str] = {}
    for key in sorted(stack.secret_keys & stack.config.keys()):
        value = structured(stack.config[key])
        texts = [value] if isinstance(value, str) else _named(value, "")
        found |= {text: key for text in texts if is_telling(text)}
    return found


def is_telling(text: str) -> bool:
    """Tell whether a text says, where it stands elsewhere, that it was copied."""
    if len(text) < SHORTEST or text.isdecimal():
        return False
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return True
    return False


class Wanted:
    """Secrets that are looked for in texts, in a time that does not grow with their number."""

    FEW = 16
    """Up to which it is faster to look for one after the other."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secrets)
        self._beginnings: dict[str, list[str]] = defaultdict(list)
        for secret in self._secrets:
            self._beginnings[secret[:SHORTEST]].append(secret)

    def within(self, properties: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        """Yield the property, and the secret, wherever one stands in a text that has no mark."""
        for key, value in properties.items():
            found = {secret for text in _unmarked(value) for secret in self._candidates(text) if secret in text}
            for secret in sorted(found):
                yield key, secret

    def _candidates(self, text: str) -> Iterable[str]:
        if len(text) < SHORTEST or len(self._secrets) <= self.FEW:
            return self._secrets
        starts = (text[start : start + SHORTEST] for start in range(len(text) - SHORTEST + 1))
        return [secret for start in starts if start in self._beginnings for secret in self._beginnings[start]]


def marked(value: Value, name: str = "", *, inside: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the name, and the text, of each leaf that a mark covers."""
    match value:
        case Secret():
            yield from marked(value.value, name, inside=True)
        case dict():
            for key, item in value.items():
                yield from marked(item, key, inside=inside)
        case list():
            for item in value:
                yield from marked(item, name, inside=inside)
        case str() if inside:
            yield name, value


def _unmarked(value: Value) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _unmarked(item)
        case list():
            for item in value:
                yield from _unmarked(item)


def _named(value: Value, name: str) -> Iterator[str]:
    match value:
        case str() if is_secret_name(name):
            yield value
        case dict():
            for key, item in value.items():
                yield from _named(item, key)
        case list():
            for item in value:
                yield from _named(item, name)
