"""Finds secrets that are written down in text, without ever repeating them.

Made for few false alarms: known formats with their length, and values of fields that are named like a secret, unless
the value is a reference to one (a variable, a path, a template). Base64 is looked into: cloud-init is full of it.
"""

import base64
import contextlib
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from .secret_formats import FORMATS
from .secrets.known import PLUGINS, known
from .secrets.names import is_secret_value

NAMED = "a value that is named like a secret"

_NAMES = ("pass", "secret", "token", "key", "credential", "masterauth", "psk")
"""What every name that counts contains: most texts have none, and need no search."""
_NAMED = re.compile(
    r"""(?ix)
    (?:(?<!no)(?:password|passwd)|passphrase|(?<![a-z])pass|secret|token|credentials?|cipher-?pass|requirepass|masterauth
     |(?:api|access|secret|auth|encryption|signing|master|unseal)[_-]?key)
    ['"]?[ \t]*(?:=|:[ \t]|(?<=requirepass)[ \t]|(?<=masterauth)[ \t])[ \t]*
    (?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s'",;\#\\]+)(?P<prose>[ \t]+[a-z]+[ \t]+[a-z])?)
    """
)
SHORTEST_VALUE = 6
_WORD = re.compile(r"[a-z]+[.!?]?$")

SHORTEST_ENCODED = 40


def _hints() -> Iterator[str]:
    """Yield the texts, one of which is in each match of a format, or of a plugin, that is short."""
    yield from (hint for form in FORMATS for hint in form.hints)
    yield from (hint for plugin in PLUGINS if plugin.shortest < SHORTEST_ENCODED for hint in plugin.hints)


_HINT = re.compile("|".join(map(re.escape, sorted({*_NAMES, *_hints()}))))
"""One of which is in every short text that holds a secret: a name, a port or a place is done with in a microsecond."""

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}(?:\s+[A-Za-z0-9+/]{40,})*(?:\s+[A-Za-z0-9+/]+)?={0,2}")
"""Encoded content of 30 bytes or more, on one line or wrapped; a word after it may be taken along."""
DEEPEST = 2
"""Layers of encoding looked through: cloud-init knows base64, and gzip inside base64."""
LARGEST_UNPACKED = 1 << 20
"""Bytes; user data itself is at most 32 KiB."""


def detect(text: str) -> list[tuple[str, int]]:
    """Return the kind of each secret and the line it stands on, from 1; for encoded content, the line it begins on."""
    return list(_detect(text, 0))


@lru_cache(maxsize=4096)
def _detect(text: str, depth: int) -> tuple[tuple[str, int], ...]:
    lowered = text.lower()
    if len(text) < SHORTEST_ENCODED and not _HINT.search(lowered):
        return ()
    found = {(_line(text, position), kind) for position, kind in _formats(text, lowered)}
    found.update(known(text, lowered))
    lines = {line for line, _ in found}
    found |= {(line, NAMED) for position in _named(text, lowered) if (line := _line(text, position)) not in lines}
    if depth < DEEPEST and len(text) >= SHORTEST_ENCODED:
        for match in _BASE64.finditer(text):
            line = _line(text, match.start())
            found |= {(line, f"{kind}, encoded") for kind, _ in _detect(_decoded(match[0]), depth + 1)}
    return tuple((kind, line) for line, kind in sorted(found))


def _formats(text: str, lowered: str) -> Iterator[tuple[int, str]]:
    for form in FORMATS:
        for hint in form.hints:
            if hint in lowered:
                yield from ((match.start(), form.kind) for match in form.pattern.finditer(text))
                break


def _named(text: str, lowered: str) -> Iterator[int]:
    for name in _NAMES:
        if name in lowered:
            yield from (match.start() for match in _NAMED.finditer(text) if _is_secret(match))
            return


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _is_secret(match: re.Match[str]) -> bool:
    value = (match["double"] or match["single"] or match["bare"] or "").strip()
    if match["prose"] and _WORD.match(value):  # "the token: rotate it when ..."
        return False
    return " " not in value and is_secret_value(value, SHORTEST_VALUE)


def _decoded(encoded: str) -> str:
    """Return the text inside base64, also if it is compressed there; whatever is not text is left out."""
    characters = "".join(encoded.split()).rstrip("=")
    content = base64.b64decode(characters + "=" * (-len(characters) % 4)) if len(characters) % 4 != 1 else b""
    if content.startswith(b"\x1f\x8b"):
        with contextlib.suppress(zlib.error):
            content = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, LARGEST_UNPACKED)
    return content.decode(errors="ignore")
