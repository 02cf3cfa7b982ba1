"""Versions of TLS, and ciphers."""

from ..reading import Value

VERSIONS = ("1.0", "1.1", "1.2", "1.3")
LEAST = "1.2"
WEAK_CIPHERS = ("DES-CBC3", "RC4", "NULL", "MD5", "-SHA")
"""Parts of names of ciphers without authenticated encryption, or with keys that are too short. `-SHA` ends the older
ones; those with SHA256 and SHA384 after CBC are old, but not broken. Source: Cloudflare, cipher suites."""


def weaker(version: Value, than: str) -> bool:
    """Tell whether a version is, or may be, older than another."""
    return version not in VERSIONS or VERSIONS.index(str(version)) < VERSIONS.index(than)


def weak_ciphers(value: Value) -> bool:
    """Tell whether a list of ciphers has, or may have, a weak one. An empty one means the vendor's own choice."""
    if not isinstance(value, list):
        return value is not None
    return any(not isinstance(cipher, str) or _weak(cipher) for cipher in value)


def _weak(cipher: str) -> bool:
    return cipher.endswith("-SHA") or any(part in cipher for part in WEAK_CIPHERS[:-1])
