"""A place in an expression's text, and the literals that can stand there."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NoReturn

from sandbox.edge.expression.errors import ExpressionError

SPACE = re.compile(r"[ \r\n\t]*")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*")
NUMBER = re.compile(r"-?\d+(?![\w:]|\.\d)")
RAW = re.compile(r'r(#{0,255})"')
ADDRESS = re.compile(r"[0-9A-Fa-f:.]*[0-9A-Fa-f:](?:/\d+)?")
ESCAPES = re.compile(r'\\(?:x([0-9A-Fa-f]{2})|([0-7]{3})|(["\\]))')

Address = IPv4Address | IPv6Address


@dataclass
class Cursor:
    """A text, and how much of it is read."""

    text: str
    at: int = 0

    def fail(self, reason: str, start: int | None = None, end: int | None = None) -> NoReturn:
        """Raise an error about what stands between two places; by default, about the next character."""
        first = self.at if start is None else start
        raise ExpressionError(reason, self.text, first, max(first + 1, self.at if end is None else end))

    def skip(self) -> "Cursor":
        """Go over white space."""
        found = SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """Read what a pattern matches here, if it does."""
        found = pattern.match(self.text, self.at)
        if not found:
            return None
        self.at = found.end()
        return found.group()

    def symbol(self, symbol: str) -> bool:
        """Read a symbol, if it stands here after white space."""
        self.skip()
        if not self.text.startswith(symbol, self.at):
            return False
        self.at += len(symbol)
        return True

    def expect(self, symbol: str) -> None:
        """Read a symbol that must stand here."""
        if not self.symbol(symbol):
            self.fail(f"expected {symbol!r}")

    def word(self) -> str | None:
        """Read a name, if one stands here after white space; strings such as `r"a"` are none."""
        self.skip()
        return None if RAW.match(self.text, self.at) else self.take(WORD)

    def string(self, *, regex: bool = False) -> str | None:
        """Read a string literal, quoted or raw, if one stands here.

        In a quoted regular expression only the quote is unescaped, all else is the regular expression's own.
        """
        start = self.skip().at
        if raw := self.take(RAW):
            close = '"' + "#" * raw.count("#")
            end = self.text.find(close, self.at)
            if end < 0:
                self.fail(f"missing ending quote {close}", start, len(self.text))
            found, self.at = self.text[self.at : end], end + len(close)
            return found
        if not self.symbol('"'):
            return None
        parts: list[str] = []
        while self.at < len(self.text) and self.text[self.at] != '"':
            parts.append(self._character(regex=regex))
        if self.at >= len(self.text):
            self.fail("missing ending quote", start, len(self.text))
        self.at += 1
        return "".join(parts)

    def _character(self, *, regex: bool) -> str:
        here = self.text[self.at]
        if here != "\\":
            self.at += 1
            return here
        if regex:
            pair = self.text[self.at : self.at + 2]
            self.at += 2
            return '"' if pair == '\\"' else pair
        found = ESCAPES.match(self.text, self.at)
        if not found:
            self.fail(r"invalid escape: expected \", \\, \xHH or three octal digits", self.at, self.at + 2)
        self.at = found.end()
        hexadecimal, octal, itself = found.groups()
        return itself or chr(int(hexadecimal, 16) if hexadecimal else int(octal, 8))

    def integer(self) -> int | None:
        """Read an integer literal, if one stands here."""
        self.skip()
        found = self.take(NUMBER)
        return None if found is None else int(found)

    def addresses(self) -> tuple[Address, Address]:
        """Read an address, a network or a range of addresses; returns the first and the last."""
        start = self.skip().at
        first = self._network()
        if not self.text.startswith("..", self.at):
            return first
        self.at += 2
        last = self._network()
        if first[0] != first[1] or last[0] != last[1] or first[0].version != last[0].version:
            self.fail("a range is of two addresses of one family", start)
        if int(first[0]) > int(last[0]):
            self.fail("the range's start is behind its end", start)
        return first[0], last[0]

    def _network(self) -> tuple[Address, Address]:
        start = self.at
        found = self.text[self.at : (self.text.find("..", self.at) + 1 or len(self.text) + 1) - 1]
        match = ADDRESS.match(found)
        literal = match.group() if match else ""
        self.at += len(literal)
        try:
            if "/" in literal:
                network = ip_network(literal, strict=False)
                return network[0], network[-1]
            return ip_address(literal), ip_address(literal)
        except ValueError:
            self.fail("expected an IP address", start)
