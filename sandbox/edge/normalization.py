"""Addresses in one form, so that a rule for a path cannot be walked around.

cloudflare-docs, rules/normalization/{how-it-works,settings}.mdx: RFC 3986 is the default, for rules only; origins get
what visitors sent. The vendor's further normalization (slashes) is not done.
"""

import re
import string
from dataclasses import replace

from sandbox.edge.expression import Facts

UNRESERVED = frozenset(f"{string.ascii_letters}{string.digits}-._~")
KEPT = UNRESERVED | frozenset(":/?#[]@!$&'()*+,;=%")
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


def normalized(facts: Facts) -> Facts:
    """Return the facts with path and query in their normal form; `raw` fields have what was sent."""
    request = facts.request
    path, query = without_dots(escaped(request.path)), escaped(request.query)
    return replace(facts, request=replace(request, path=path, query=query), original=request)


def escaped(text: str) -> str:
    """Return a text with percent encoding where it is needed and nowhere else, in upper case."""

    def one(found: re.Match[str]) -> str:
        character = chr(int(found.group(1), 16))
        return character if character in UNRESERVED else found.group().upper()

    plain = ESCAPE.sub(one, text)
    return "".join(
        each if each in KEPT else "".join(f"%{byte:02X}" for byte in each.encode("utf-8", "surrogateescape"))
        for each in plain
    )


def without_dots(path: str) -> str:
    """Return a path without `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for place, segment in enumerate(segments):
        last = place == len(segments) - 1
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
        if last and segment in {".", ".."}:
            kept.append("")
    return "/" + "/".join(kept)
