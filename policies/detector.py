"""Finds secrets that are written down in text, without ever repeating them.

Made for few false alarms: known formats with their length, and values of fields that are named like a secret, unless
the value is a reference to one (a variable, a path, a template). Base64 is looked into: cloud-init is full of it.
"""

import base64
import contextlib
import re
import zlib
from collections.abc import Iterator

from .secret_formats import FORMATS

NAMED = "a value that is named like a secret"

_NAMES = ("passw", "passphrase", "secret", "token", "key", "credential")
"""What every name that counts contains: most texts have none, and need no search."""
_NAMED = re.compile(
    r"""(?ix)
    (?:password|passwd|passphrase|secret|token|api_?-?key|access_?-?key|secret_?-?key|auth_?-?key|credentials?)
    ['"]?[ \t]*(?:=|:[ \t])[ \t]*
    (?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s'",;\#]+))
    """
)
_REFERENCE = re.compile(r"[$<{%/!*|>&]|\.{1,2}/|(?:file|env|vault|op|ssm|secret)[:/]|x{3,}", re.IGNORECASE)
_FLAG = re.compile(r"(?:true|false|yes|no|none|null|on|off|disabled?|enabled?|required|optional)$", re.IGNORECASE)
SHORTEST_VALUE = 6

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}(?:\s+[A-Za-z0-9+/]{40,})*(?:\s+[A-Za-z0-9+/]+)?={0,2}")
"""Encoded content of 30 bytes or more, on one line or wrapped; a word after it may be taken along."""
DEEPEST = 2
"""Layers of encoding looked through: cloud-init knows base64, and gzip inside base64."""
LARGEST_UNPACKED = 1 << 20
"""Bytes; user data itself is at most 32 KiB."""


def detect(text: str, depth: int = 0) -> list[tuple[str, int]]:
    """Return the kind of each secret and the line it stands on, from 1; for encoded content, the line it begins on."""
    found = {(_line(text, position), kind) for position, kind in _formats(text)}
    lines = {line for line, _ in found}
    found |= {(line, NAMED) for position in _named(text) if (line := _line(text, position)) not in lines}
    if depth < DEEPEST:
        for match in _BASE64.finditer(text):
            line = _line(text, match.start())
            found |= {(line, f"{kind}, encoded") for kind, _ in detect(_decoded(match[0]), depth + 1)}
    return [(kind, line) for line, kind in sorted(found)]


def _formats(text: str) -> Iterator[tuple[int, str]]:
    lowered = text.lower()
    for form in FORMATS:
        if any(hint in lowered for hint in form.hints):
            yield from ((match.start(), form.kind) for match in form.pattern.finditer(text))


def _named(text: str) -> Iterator[int]:
    lowered = text.lower()
    if any(name in lowered for name in _NAMES):
        yield from (match.start() for match in _NAMED.finditer(text) if _is_secret(match))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _is_secret(match: re.Match[str]) -> bool:
    value = (match["double"] or match["single"] or match["bare"] or "").strip()
    if _FLAG.match(value) or _REFERENCE.match(value):
        return False
    return len(value) >= SHORTEST_VALUE and " " not in value


def _decoded(encoded: str) -> str:
    """Return the text inside base64, also if it is compressed there; whatever is not text is left out."""
    characters = "".join(encoded.split()).rstrip("=")
    content = base64.b64decode(characters + "=" * (-len(characters) % 4)) if len(characters) % 4 != 1 else b""
    if content.startswith(b"\x1f\x8b"):
        with contextlib.suppress(zlib.error):
            content = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, LARGEST_UNPACKED)
    return content.decode(errors="ignore")
