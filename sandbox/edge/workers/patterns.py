"""Patterns of `_headers` and `_redirects`: paths or https addresses with one star and names behind colons."""

import re
from functools import lru_cache

NAME = re.compile(r":([A-Za-z]\w*)")
PART = re.compile(r":[A-Za-z]\w*|\*|.", re.DOTALL)
Values = dict[str, str]


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """Return what a pattern matches, or None for one that is none: a name or a star may stand once."""
    scheme, host_end = (8, pattern.find("/", 8)) if pattern.startswith("https://") else (0, 0)
    parts: list[str] = []
    at = 0
    for part in PART.findall(pattern):
        if part == "*":
            parts.append("(?P<splat>.*)")
        elif len(part) > 1:
            parts.append(f"(?P<{part[1:]}>{'[^/.]+' if scheme <= at < host_end else '[^/]+'})")
        else:
            parts.append(re.escape(part))
        at += len(part)
    try:
        return re.compile("".join(parts))
    except re.error:
        return None


def matched(pattern: str, host: str, path: str) -> Values | None:
    """Return the values of a pattern's names if it matches; scheme and port of a request do not count."""
    found = compiled(pattern)
    match = found.fullmatch(f"https://{host}{path}" if pattern.startswith("https://") else path) if found else None
    return match.groupdict() if match else None


def filled(text: str, values: Values) -> str:
    """Return a text with names filled in; those without a value stay."""
    return NAME.sub(lambda name: values.get(name.group(1), name.group()), text)
