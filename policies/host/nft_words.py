"""Reads the words of one rule of nftables from left to right, and keeps what they narrow it to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..networks import EVERYWHERE, Block, subtract
from ..ports import Span
from .nft_tokens import Block as Braces

Words = list[str | Braces]


@dataclass(frozen=True)
class Match:
    """The conditions of a rule."""

    sources: tuple[Block, ...]
    protocols: tuple[str, ...] | None = None
    """None: every one."""
    ports: tuple[Span, ...] | None = None
    private: bool = False
    """It comes in on an interface that leads to nobody on the internet."""
    known: bool = False
    """Only traffic of connections that were let in before."""
    leaving: bool = False
    """It says through which interface the traffic leaves."""
    narrowed: bool = False
    """It has conditions that are not understood, or that are about something else."""
    unconditional: bool = True

    def within(self, outer: "Match") -> "Match":
        """Return the conditions of both."""
        sources = self.sources
        if outer.sources not in (EVERYWHERE, sources):
            sources = tuple(subtract(outer.sources, subtract(outer.sources, sources)))
        return replace(
            self,
            sources=sources,
            protocols=self.protocols if outer.protocols is None else outer.protocols,
            ports=self.ports if outer.ports is None else outer.ports,
            private=self.private or outer.private,
            known=self.known or outer.known,
            leaving=self.leaving or outer.leaving,
            narrowed=self.narrowed or outer.narrowed,
            unconditional=self.unconditional and outer.unconditional,
        )


class Reader:
    """Reads the words of one rule from left to right."""

    def __init__(self, words: Words, sources: tuple[Block, ...], sets: Mapping[str, Braces | None]) -> None:
        self.words = words
        self.at = 0
        self.sets = sets
        self.match = Match(sources)

    def next(self) -> str | Braces | None:
        """Return the next word, None at the end."""
        word = self.words[self.at] if self.at < len(self.words) else None
        self.at += 1
        return word

    def peek(self) -> str | Braces | None:
        """Return the word that comes next."""
        return self.words[self.at] if self.at < len(self.words) else None

    def narrow(self, **changes: object) -> None:
        """Take a condition."""
        self.match = replace(self.match, unconditional=False, **changes)  # type: ignore[arg-type]

    def value(self) -> tuple[bool, list[str] | None]:
        """Return whether a value is negated, and its words; None if it is not known."""
        if self.peek() == "vmap":
            return False, None
        word = self.next()
        negated = word == "!="
        if word in ("!=", "==", "!"):
            negated, word = word != "==", self.next()
        if isinstance(word, Braces):
            return negated, self._flat(word)
        if not isinstance(word, str):
            return negated, None
        if word.startswith("@"):
            elements = self.sets.get(word[1:])
            return negated, self._flat(elements) if elements else None
        found = [word]
        while self.peek() == ",":
            self.next()
            found.append(str(self.next()))
        return negated, self._flat(Braces([list(found)]))

    def _flat(self, block: Braces) -> list[str] | None:
        """Return the elements of a set, variables put in; None for elements that are more than one word."""
        found: list[str] = []
        for statement in block.statements:
            for word in statement:
                if isinstance(word, Braces) or word == ".":
                    return None
                if word.startswith("$"):
                    inner = self.sets.get(word)
                    flat = self._flat(inner) if inner else None
                    if flat is None:
                        return None
                    found += flat
                elif word != ",":
                    found.append(word)
        return found
