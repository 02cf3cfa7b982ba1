"""What secrets look like that a general detector does not know: those of our vendors, of our tools and of hosts.

Formats: the vendors' documentation of their own tokens; OpenBao, "Tokens"; Cloudflare, "Token formats" (2026);
`crypt(5)` for password hashes. Tokens of other vendors: `secrets/known.py`.
"""

import re
from typing import NamedTuple


class Format(NamedTuple):
    """One kind of secret."""

    kind: str
    hints: tuple[str, ...]
    """Lower-case texts, one of which is in every match: looking for them first is a hundred times faster."""
    pattern: re.Pattern[str]


def _format(kind: str, hints: str, pattern: str) -> Format:
    return Format(kind, tuple(hints.split(",")), re.compile(pattern))


_WIREGUARD = r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
"""32 bytes in base64. Public keys look the same, so the name beside it decides."""
_MIXED = r"(?=[A-Za-z0-9_-]*[a-z])(?=[A-Za-z0-9_-]*[A-Z])(?=[A-Za-z0-9_-]*[0-9])"
"""Capitals, small letters and digits: what follows is no word, no path and no digest."""

FORMATS = (
    _format("a private key", "-----begin", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    _format("a private key", "putty-user-key-file-", r"PuTTY-User-Key-File-\d:"),
    _format(
        "a WireGuard key",
        "privatekey,private_key,private-key,presharedkey,preshared_key,preshared-key,pre_shared_key,psk",
        rf"(?i)\b(?:private|preshared|pre_shared|ps)[_-]?k(?:ey)?\b['\"]?\s*[:=]\s*['\"]?{_WIREGUARD}",
    ),
    _format("a WireGuard key", "echo,printf", rf"\b(?:echo|printf)\b[^\n|]*?['\" ]{_WIREGUARD}"),
    _format("an age key", "age-secret-key-", r"AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{50,}"),
    _format(
        "a password hash",
        "$1$,$5$,$6$,$2a$,$2b$,$2x$,$2y$,$y$,$gy$,$7$,$argon2,$scrypt$",
        r"\$(?:1|5|6|7|2[abxy]|g?y|argon2(?:id|i|d)|scrypt)\$[A-Za-z0-9./$=,+-]{20,}",
    ),
    _format("a password", "chpasswd", r"\becho\s+['\"]?[\w.-]+:[^\s'\"$]+['\"]?\s*\|\s*(?:sudo\s+)?chpasswd"),
    _format(
        "a password",
        "chpasswd:",
        r"chpasswd:[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+list:[ \t]*[|>-]*[ \t]*\n[ \t-]*['\"]?[\w.-]+:(?!R\b|RANDOM\b)\S+",
    ),
    _format("a password in an address", "://", r"\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@$<{]*:(?![$<{%])[^\s/@]{3,}@"),
    _format(
        "a credential in a header",
        "authorization",
        r"(?i)\bauthorization['\"]?\s*[:=]\s*['\"]?(?:bearer|basic|token)\s+(?![$<{%])[A-Za-z0-9._~+/=-]{12,}",
    ),
    _format(
        "a secret in a rule's expression",
        "headers[",
        r"(?i)headers\[\s*\"[\w-]*(?:secret|token|key|auth|pass)[\w-]*\"\s*\](?:\[[\d*]+\])?\)?\s*"
        r"(?:eq|ne|in|contains|==|!=)\s*\{?\s*\"[^\"$<{\n]{8,}\"",
    ),
    _format(
        "a Hetzner token",
        "hcloud,hetzner",
        rf"(?i:hcloud|hetzner)[^\n]{{0,40}}?(?<![A-Za-z0-9_-]){_MIXED}[A-Za-z0-9]{{64}}(?![A-Za-z0-9_-])",
    ),
    _format("a Cloudflare token", "cfk_,cfut_,cfat_", r"\bcf(?:k|ut|at)_[A-Za-z0-9_-]{40,}"),
    _format("a Cloudflare origin CA key", "v1.0-", r"\bv1\.0-[0-9a-f]{20,}-[0-9a-f]{100,}"),
    _format("a Cloudflare tunnel token", "eyjhijoi", r"\beyJhIjoi[A-Za-z0-9+/_-]{80,}={0,2}"),
    _format(
        "a Cloudflare key",
        "cloudflare,cf_api,cf-api,x-auth-key",
        r"(?i:cloudflare|cf[_-]api|x-auth-key)[^\n]{0,40}?(?<![A-Za-z0-9_-])"
        rf"(?:[0-9a-f]{{37}}|{_MIXED}[A-Za-z0-9_-]{{40}})(?![A-Za-z0-9_-])",
    ),
    _format("a Neon token", "napi_", r"\bnapi_[a-z0-9]{40,}"),
    _format("a Neon password", "npg_", r"\bnpg_[A-Za-z0-9]{10,}"),
    _format("a Pulumi token", "pul-", r"\bpul-[0-9a-f]{40}\b"),
    _format("a vault token", "hvs.,hvb.,hvr.", r"\bhv[sbr]\.[A-Za-z0-9_-]{20,}"),
    _format("a vault token", "s.,b.,r.", rf"(?<![\w.-])[sbr]\.{_MIXED}[A-Za-z0-9_-]{{24,}}(?![\w.-])"),
    _format("a GitHub token", "github_pat_", r"\bgithub_pat_[A-Za-z0-9_]{22,}"),
    _format("a GitLab token", "glpat-,gldt-,glrt-,glptt-", r"\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,}"),
    _format("a Docker token", "dckr_pat_,dckr_oat_", r"\bdckr_[po]at_[A-Za-z0-9_-]{20,}"),
    _format("a Grafana token", "glsa_,glc_", r"\bgl(?:sa|c)_[A-Za-z0-9_=+/-]{30,}"),
    _format("a Telegram token", ":aa", r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b"),
    _format("a model vendor's key", "sk-ant-,sk-proj-,sk-svcacct-", r"\bsk-(?:ant|proj|svcacct)-[A-Za-z0-9_-]{24,}"),
    _format("a Google key", "aiza", r"\bAIza[A-Za-z0-9_-]{35}\b"),
)
