"""What a zone tells browsers about never speaking http to it again (HSTS)."""

from typing import NamedTuple

from ..reading import Value

SETTING = "security_header"
YEAR = 31_536_000
"""Seconds. The least that browsers take for their preload lists (hstspreload.org), and what others look for."""


class Promise(NamedTuple):
    """What browsers are told."""

    enabled: Value
    seconds: Value
    subdomains: Value
    preload: Value


def promise(value: Value) -> Promise | None:
    """Return what is promised, None if that is not known or cannot be read.

    The names within are the API's own: the provider passes this value on as it is. Both spellings are read, so that a
    program in another language is understood too.
    """
    header = _either(value, "strict_transport_security", "strictTransportSecurity")
    if not isinstance(header, dict):
        return None
    seconds, subdomains = (
        _either(header, "max_age", "maxAge"),
        _either(header, "include_subdomains", "includeSubdomains"),
    )
    return Promise(header.get("enabled"), seconds, subdomains, header.get("preload"))


def _either(value: Value, first: str, second: str) -> Value:
    return value.get(first, value.get(second)) if isinstance(value, dict) else None
