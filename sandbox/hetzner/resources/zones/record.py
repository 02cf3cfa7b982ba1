"""Resource record sets: request bodies, and what a record may say."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from sandbox.hetzner.bodies import Body, Labels
from sandbox.hetzner.errors import invalid

Type = Literal[
    "A", "AAAA", "CAA", "CNAME", "DS", "HINFO", "HTTPS", "MX", "NS", "PTR", "RP", "SOA", "SRV", "SVCB", "TLSA", "TXT"
]
NAME = re.compile(r"@|\*|(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
SINGLE = frozenset({"CNAME", "SOA"})
"""Types of which a set has one record only."""


def name(value: str) -> str:
    """Accept the name of a set: lower case, relative to the zone, `@` for the zone itself."""
    if not NAME.fullmatch(value) or len(value) > 253:
        msg = "must be in lower case, relative to the zone and without a dot at the end; @ means the zone"
        raise ValueError(msg)
    return value


Ttl = Annotated[int, Field(ge=60, le=2147483647)]
"""Seconds (API reference, create a zone)."""


class Record(Body):
    """One record."""

    value: str = Field(min_length=1)
    comment: str | None = None

    def stored(self) -> dict[str, str]:
        """Return it as it is stored."""
        return {"value": self.value, "comment": self.comment or ""}


class RrSet(Body):
    """A set that shall be made."""

    name: Annotated[str, AfterValidator(name)]
    type: Type
    ttl: Ttl | None = None
    labels: Labels | None = None
    records: list[Record] = Field(default_factory=list)


def require_sound(kind: str, values: list[str]) -> None:
    """Refuse values that are no records of a type.

    Raises:
        ApiError: `invalid_input`.

    """
    if len(set(values)) != len(values):
        raise invalid("records", "must not repeat a value")
    if kind in SINGLE and len(values) > 1:
        raise invalid("records", f"a {kind} set has one record only")
    for value in values:
        if not sound(kind, value):
            raise invalid("records", f"'{value}' is not the value of a {kind} record")


def sound(kind: str, value: str) -> bool:
    """Tell whether a value may be a record of a type; of most types only the shape is checked."""
    fields = {"MX": 2, "SRV": 4, "SOA": 7, "CNAME": 1, "NS": 1, "PTR": 1}
    if kind in {"A", "AAAA"}:
        try:
            return bool(IPv4Address(value) if kind == "A" else IPv6Address(value))
        except AddressValueError:
            return False
    if kind == "TXT":
        return re.fullmatch(r'("([^"\\]|\\.)*"\s*)+', value) is not None
    return len(value.split()) == fields.get(kind, len(value.split()))
