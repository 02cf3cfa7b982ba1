"""Cuts a ruleset of nftables into words and blocks, as nft's scanner does. No meaning here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""(?:[ \t\r]+|\\\n|\#[^\n]*)+"""
    r"""|(?P<end>[\n;])|(?P<open>\{)|(?P<close>\})|"(?P<string>[^"]*)"|(?P<sign>!=|==|<=|>=|[,=<>])|(?P<word>[^\s;{}",=<>!\#]+|!)""",
)


class Quoted(str):
    """A word in quotes: a name or a comment, never a verdict."""

    __slots__ = ()


@dataclass(frozen=True)
class Block:
    """What stands between braces: statements of words and blocks."""

    statements: "list[list[str | Block]]" = field(default_factory=list)
    ended: bool = True
    """Its last statement ends with a semicolon or a new line: tables and chains are refused without."""

    @property
    def words(self) -> list[str]:
        """All words of its statements, commas left out; for sets."""
        return [word for statement in self.statements for word in statement if isinstance(word, str) and word != ","]


class TokenError(ValueError):
    """Braces or quotes do not match."""


def statements(text: str) -> "list[list[str | Block]]":
    """Return the statements of a ruleset.

    Raises:
        TokenError: it cannot be cut.

    """
    stack = [Block([[]])]
    for match in _cut(text):
        kind = match.lastgroup
        current = stack[-1].statements
        if kind == "end":
            current.append([])
        elif kind == "open":
            stack.append(Block([[]]))
        elif kind == "close":
            if len(stack) == 1:
                raise TokenError("a brace too many")
            closed = stack.pop()
            stack[-1].statements[-1].append(_tidy(closed))
        elif kind == "string":
            current[-1].append(Quoted(match[kind]))
        elif kind:
            current[-1].append(match[kind])
    if len(stack) != 1:
        raise TokenError("a brace is missing")
    return _tidy(stack[0]).statements


def _cut(text: str) -> Iterator[re.Match[str]]:
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() != position:
            raise TokenError(f"position {position}")
        position = match.end()
        yield match
    if position != len(text):
        raise TokenError(f"position {position}")


def _tidy(block: Block) -> Block:
    return Block([statement for statement in block.statements if statement], not block.statements[-1])
