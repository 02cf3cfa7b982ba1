"""What secrets look like. Formats: the vendors' documentation of their own tokens; `crypt(5)` for password hashes."""

import re
from typing import NamedTuple


class Format(NamedTuple):
    """One kind of secret."""

    kind: str
    hints: tuple[str, ...]
    """Lower-case texts, one of which is in every match: looking for them first is a hundred times faster."""
    pattern: re.Pattern[str]


def _format(kind: str, hints: str, pattern: str) -> Format:
    return Format(kind, tuple(hints.split()), re.compile(pattern))


_WIREGUARD = r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
"""32 bytes in base64. Public keys look the same, so the name beside it decides."""

FORMATS = (
    _format("a private key", "-----begin", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    _format(
        "a WireGuard key",
        "privatekey private_key private-key presharedkey preshared_key preshared-key pre_shared_key psk",
        rf"(?i)\b(?:private|preshared|pre_shared|ps)[_-]?k(?:ey)?\b['\"]?\s*[:=]\s*['\"]?{_WIREGUARD}",
    ),
    _format("a WireGuard key", "echo printf", rf"\b(?:echo|printf)\b[^\n|]*?['\" ]{_WIREGUARD}"),
    _format("an age key", "age-secret-key-", r"AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{50,}"),
    _format(
        "a password hash",
        "$1$ $5$ $6$ $2a$ $2b$ $2y$ $y$ $gy$ $7$ $argon2 $scrypt$",
        r"\$(?:1|5|6|7|2[abxy]|g?y|argon2(?:id|i|d)|scrypt)\$[A-Za-z0-9./$=,+-]{20,}",
    ),
    _format("a password", "| chpasswd", r"\becho\s+['\"]?[\w.-]+:[^\s'\"$]+['\"]?\s*\|\s*(?:sudo\s+)?chpasswd"),
    _format(
        "a password",
        "chpasswd:",
        r"chpasswd:[^\n]*\n(?:[ \t]+[^\n]*\n)*?[ \t]+list:[ \t]*[|>-]*[ \t]*\n[ \t-]*['\"]?[\w.-]+:(?!R\b|RANDOM\b)\S+",
    ),
    _format("a password in an address", "://", r"\b[a-z][a-z0-9+.-]*://[^\s/:@$<{]*:(?![$<{%])[^\s/@]{3,}@"),
    _format("an AWS key", "akia asia", r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    _format("a GitHub token", "gh github_pat_", r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})"),
    _format("a GitLab token", "gl", r"\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,}"),
    _format("a Slack token", "xox", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    _format("a Stripe key", "k_live_", r"\b[rs]k_live_[A-Za-z0-9]{16,}"),
    _format("a Pulumi token", "pul-", r"\bpul-[0-9a-f]{40}\b"),
    _format("a vault token", "hvs. hvb. hvr.", r"\bhv[sbr]\.[A-Za-z0-9_-]{20,}"),
    _format("a Neon token", "napi_", r"\bnapi_[a-z0-9]{40,}"),
    _format("a Docker token", "dckr_pat_", r"\bdckr_pat_[A-Za-z0-9_-]{20,}"),
    _format("a JSON web token", "eyj", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
)
