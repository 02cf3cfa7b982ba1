"""Keeps secrets out of what is said: the last word on every verdict, whichever rule it comes from.

Rules see through secret marks, because a port is a port whether it is marked or not, and some name what they cannot
read. So what a mark covers, and what is a secret without one, is taken out of the words afterwards. It costs nothing
where nothing is said.
"""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ..detector import detect
from ..reading import Secret, Value
from ..resource import Resource
from ..settings import StackFacts
from .plaintext import plain_texts, structured

HIDDEN = "(secret)"
SHORTEST = 6
"""Characters. Shorter ones are words such as `tcp`, which every sentence is made of."""
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{24,}")


class Confidential:
    """What must not be said about some resources."""

    def __init__(self, resources: Iterable[Resource], stack: StackFacts) -> None:
        """Take resources, and the stack's configuration, of which some values are stored encrypted."""
        self._resources = resources
        self._stack = stack

    def hide(self, words: str) -> str:
        """Return words without what must not be said, in whatever case it is written."""
        lowered = words.lower()
        found = [text for text in self._all if text.lower() in lowered]
        if not found:
            return words
        longest_first = sorted(found, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, longest_first)), HIDDEN, words, flags=re.IGNORECASE)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(text for text in self._texts() if len(text) >= SHORTEST and not _is_address(text))

    def _texts(self) -> Iterator[str]:
        for key in self._stack.secret_keys & self._stack.config.keys():
            yield from _marked(structured(self._stack.config[key]), inside=True)
        for resource in self._resources:
            own = resource.provider.properties if resource.provider else {}
            for values in (resource.properties, resource.outputs, own):
                yield from _marked(values)
                for text in plain_texts(values):
                    yield from _of_text(text)


def _marked(value: Value, *, inside: bool = False) -> Iterator[str]:
    """Yield the texts that a mark covers."""
    match value:
        case Secret():
            yield from _marked(value.value, inside=True)
        case dict():
            for item in value.values():
                yield from _marked(item, inside=inside)
        case list():
            for item in value:
                yield from _marked(item, inside=inside)
        case str() if inside:
            yield from _of_text(value)


def _of_text(text: str) -> Iterator[str]:
    """Yield a text; of several lines, those that hold a secret. The others, of a marked user data, may be quoted."""
    yield text.strip()
    if "\n" in text:
        lines = text.split("\n")
        yield from (lines[line - 1].strip() for _, line in detect(text))
        yield from (encoded for line in lines for encoded in _ENCODED.findall(line))


def _is_address(text: str) -> bool:
    """Tell whether it is an address or a network: rules calculate with these, and a mark on one is a mark too many."""
    try:
        ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return text.isdecimal()
    return True
