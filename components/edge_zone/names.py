"""Names in a zone. A name is `@`, one label, or written in full: so a name of another zone cannot slip in as ours."""

import re
from typing import Annotated

from pydantic import Field

APEX = "@"
LABEL = r"_?[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?"
DomainName = Annotated[str, Field(pattern=rf"^{LABEL}(\.{LABEL})+$", max_length=253)]
Host = Annotated[str, Field(pattern=rf"^(@|{LABEL}(\.{LABEL})*)$", max_length=253)]
"""Lower case, without the dot at the end."""


def inside(name: str, zone: str) -> str | None:
    """Return the full name, None if it is outside of the zone."""
    if name == APEX:
        return zone
    if "." not in name:
        return f"{name}.{zone}"
    return name if name == zone or name.endswith(f".{zone}") else None


def full(name: str, zone: str) -> str:
    """Return the full name of one that is inside: `outside` has refused the others."""
    return inside(name, zone) or name


def key(name: str, zone: str) -> str:
    """Return what a name is called in names of resources: `apex`, `api`, `a-b`."""
    relative = full(name, zone).removesuffix(zone).rstrip(".")
    return re.sub(r"[^a-z0-9-]+", "-", relative).strip("-") or "apex"


def outside(path: str, name: str, zone: str) -> list[str]:
    """Refuse a name of another zone."""
    if inside(name, zone):
        return []
    return [f"{path}: {name} is outside of the zone {zone}; use one label, or a full name that ends in .{zone}"]


def unserved(path: str, name: str, zone: str) -> list[str]:
    """Refuse a host that the edge cannot serve: its certificate covers the apex and one level below it."""
    if found := outside(path, name, zone):
        return found
    if "." in full(name, zone).removesuffix(zone).rstrip("."):
        return [
            f"{path}: {name} is more than one level below {zone}, and the edge's certificate covers {zone} and "
            f"*.{zone} only; use one label"
        ]
    return []


def clean(text: str) -> str:
    """Return a text as part of a vendor's name: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def regular(expression: str) -> bool:
    """Tell whether an expression of the rules language uses a regular expression."""
    return bool(re.search(r"\bmatches\b|~|\bregex_replace\b", strings_removed(expression)))


def strings_removed(expression: str) -> str:
    """Return an expression without the contents of its texts."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', expression)
