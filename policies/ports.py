"""Arithmetic on ports, read as the vendor reads them: `443`, `80-85`, `any`."""

import re
from typing import NamedTuple

_NUMBER = r"[1-9][0-9]{0,4}"
_PORTS = re.compile(rf"({_NUMBER})(?:-({_NUMBER}))?", re.ASCII)
SSH = 22


class PortError(ValueError):
    """The text is not a port, a range, or `any`."""


class Span(NamedTuple):
    """Ports from first to last, both included."""

    first: int
    last: int

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and self.first <= key <= self.last

    def __str__(self) -> str:
        if self == ANY:
            return "every port"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


ANY = Span(1, 65535)
NONE = Span(0, 0)
"""Stands for a protocol that has no ports."""


def parse(text: str) -> Span:
    """Return the ports.

    Raises:
        PortError: any other spelling: spaces, leading zeros, lists, reversed ranges, numbers beyond 65535.

    """
    if text == "any":
        return ANY
    match = _PORTS.fullmatch(text)
    if not match:
        raise PortError(text)
    span = Span(int(match[1]), int(match[2] or match[1]))
    if not span.first <= span.last <= ANY.last:
        raise PortError(text)
    return span
