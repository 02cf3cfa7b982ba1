"""Zone files (RFC 1034, RFC 1035): written and read; plain values in and out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.hetzner.errors import invalid
from sandbox.hetzner.references import Document

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s;"]+|;.*')


@dataclass(frozen=True)
class Line:
    """One record as a zone file has it."""

    name: str
    ttl: int | None
    kind: str
    value: str


def write(zone: Document, sets: list[Document]) -> str:
    """Write a zone file."""
    lines = [f"$ORIGIN\t{zone['name']}.", f"$TTL\t{zone['ttl']}", ""]
    for each in sets:
        ttl = f"\t{each['ttl']}" if each["ttl"] else ""
        for record in each["records"]:
            comment = f" ; {record['comment']}" if record["comment"] else ""
            lines.append(f"{each['label']}{ttl}\tIN\t{each['type']}\t{record['value']}{comment}")
    return "\n".join(lines) + "\n"


def read(text: str, origin: str) -> tuple[int | None, list[Line]]:
    """Read a zone file; returns the default time to live, if it says one, and the records.

    Raises:
        ApiError: `invalid_input`, with the number of the line.

    """
    ttl, lines, name = None, [], "@"
    for number, started, words in logical_lines(text):
        if words[0] == "$ORIGIN":
            if words[1:] != [f"{origin}."]:
                raise invalid("zonefile", f"line {number}: $ORIGIN must be {origin}.")
        elif words[0] == "$TTL":
            ttl = int(words[1])
        else:
            name = relative(words.pop(0), origin) if started else name
            lines.append(record(name, words, number))
    return ttl, lines


def logical_lines(text: str) -> Iterator[tuple[int, bool, list[str]]]:
    """Yield line number, whether the line starts with a name, and its words; parentheses join lines."""
    words: list[str] = []
    depth, first, started = 0, 0, False
    for number, line in enumerate(text.splitlines(), start=1):
        if not words:
            first, started = number, not line[:1].isspace()
        for token in TOKEN.findall(line.replace("(", " ( ").replace(")", " ) ")):
            depth += {"(": 1, ")": -1}.get(token, 0)
            if token not in {"(", ")"} and not token.startswith(";"):
                words.append(token)
        if words and depth == 0:
            yield first, started, words
            words = []


def record(name: str, words: list[str], number: int) -> Line:
    """Return the record of a line without its name: time to live and class in any order, type, value."""
    ttl = None
    while words and (words[0].isdigit() or words[0] == "IN"):
        word = words.pop(0)
        ttl = int(word) if word.isdigit() else ttl
    if len(words) < 2:
        raise invalid("zonefile", f"line {number}: a record has a type and a value")
    return Line(name, ttl, words[0].upper(), " ".join(words[1:]))


def relative(name: str, origin: str) -> str:
    """Return a name relative to the zone."""
    if name in {"@", f"{origin}."}:
        return "@"
    return name.removesuffix(f".{origin}.").lower()
