"""Finds secrets that are written down in text, without ever repeating them.

Made for few false alarms: known formats with their length, and values of fields that are named like a secret, unless
the value is a reference to one (a variable, a path, a template). Base64 is looked into: cloud-init is full of it.
"""

import base64
import binascii
import gzip
import io
import re
from collections.abc import Iterator
from typing import NamedTuple


class Format(NamedTuple):
    """One kind of secret."""

    kind: str
    pattern: re.Pattern[str]


_KEY_BASE64 = r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
"""32 bytes in base64, as WireGuard writes keys. Public keys look the same, so the name beside it decides."""

FORMATS = (
    Format("a private key", re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----")),
    Format(
        "a WireGuard key",
        re.compile(rf"(?i)\b(?:private|preshared|pre_shared|psk)_?-?key\b['\"]?\s*[:=]\s*['\"]?{_KEY_BASE64}"),
    ),
    Format("a WireGuard key", re.compile(rf"(?i)\bwg\s+set\b.*{_KEY_BASE64}|\becho\s+['\"]?{_KEY_BASE64}")),
    Format("an age key", re.compile(r"AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{50,}")),
    Format(
        "a password hash",
        re.compile(r"\$(?:1|5|6|2[abxy]|y|gy|7|argon2(?:id|i|d)|scrypt|pbkdf2-sha\d+)\$[A-Za-z0-9./$=,+-]{20,}"),
    ),
    Format("an AWS key", re.compile(r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b")),
    Format("a GitHub token", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})")),
    Format("a GitLab token", re.compile(r"\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,}")),
    Format("a Slack token", re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}")),
    Format("a Stripe key", re.compile(r"\b[rs]k_live_[A-Za-z0-9]{16,}")),
    Format("a Pulumi token", re.compile(r"\bpul-[0-9a-f]{40}\b")),
    Format("a vault token", re.compile(r"\bhv[sbr]\.[A-Za-z0-9_-]{20,}")),
    Format("a Neon token", re.compile(r"\bnapi_[a-z0-9]{40,}")),
    Format("a Docker token", re.compile(r"\bdckr_pat_[A-Za-z0-9_-]{20,}")),
    Format("a JSON web token", re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}")),
    Format("a password in an address", re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@$<{]*:(?![$<{%])[^\s/@]{3,}@")),
)

_NAMED = re.compile(
    r"""(?ix)
    (?P<name>[a-z0-9_.-]*
        (?:password|passwd|passphrase|secret|token|api_?-?key|access_?-?key|secret_?-?key|auth_?-?key|credentials?))
    ['"]?\s*(?P<sign>=|:\s)\s*
    (?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s'",;#]+))
    """
)
_REFERENCE = re.compile(r"[$<{%/!*|>&]|\.{1,2}/|(?:file|env|vault|op|ssm|secret)[:/]|x{3,}|\*+$", re.IGNORECASE)
_FLAG = re.compile(
    r"(?i)(?:lock_passwd|expire|true|false|yes|no|none|null|on|off|disabled?|enabled?|required|optional)$"
)
SHORTEST_VALUE = 6

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{4}\s?){10,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
DEEPEST = 2
"""Layers of encoding looked through: cloud-init knows base64, and gzip inside base64."""
LARGEST_UNPACKED = 1 << 20


def detect(text: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the kind of each secret and the line it stands on, from 1; for encoded content, the line it begins on."""
    for number, line in enumerate(text.splitlines(), start=1):
        kinds = {form.kind for form in FORMATS if form.pattern.search(line)}
        if not kinds and any(_is_secret(match) for match in _NAMED.finditer(line)):
            kinds = {"a value that is named like a secret"}
        for kind in sorted(kinds):
            yield kind, number
    if depth < DEEPEST:
        for match in _BASE64.finditer(text):
            inner = _decoded(match[0])
            begin = text.count("\n", 0, match.start()) + 1
            for kind in sorted({kind for kind, _ in detect(inner, depth + 1)}):
                yield f"{kind}, encoded", begin


def _is_secret(match: re.Match[str]) -> bool:
    value = match["double"] or match["single"] or match["bare"] or ""
    if match["name"].lower().endswith("lock_passwd") or _FLAG.match(value) or _REFERENCE.match(value):
        return False
    quoted = match["bare"] is None
    return len(value) >= SHORTEST_VALUE and (quoted or not value.startswith("-")) and " " not in value.strip()


def _decoded(encoded: str) -> str:
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
        if content.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(content)) as unpacked:
                content = unpacked.read(LARGEST_UNPACKED)
        return content.decode()
    except (binascii.Error, UnicodeDecodeError, OSError, EOFError):
        return ""
