"""DNS records as the API keeps them, put as data of DNS messages."""

from collections.abc import Mapping
from typing import Any

import dns.exception
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype

PARTS: Mapping[str, str] = {
    "CAA": '{flags} {tag} "{value}"',
    "DS": "{key_tag} {algorithm} {digest_type} {digest}",
    "HTTPS": "{priority} {target} {value}",
    "SRV": "{priority} {weight} {port} {target}",
    "SSHFP": "{algorithm} {type} {fingerprint}",
    "SVCB": "{priority} {target} {value}",
    "TLSA": "{usage} {selector} {matching_type} {certificate}",
}
"""How kinds that the API takes in parts are written in a zone file (RFC 8659, 4034, 9460, 2782, 4255, 6698)."""
LONGEST_STRING = 255
"""Bytes of one string of a TXT record (RFC 1035, 3.3)."""


class UnspeakableError(ValueError):
    """A record cannot be put into a DNS message; the message says which and why."""


def owned_by(record: Mapping[str, Any]) -> dns.name.Name:
    """Return the name that a record is of.

    Raises:
        UnspeakableError: it cannot be a name.

    """
    try:
        return dns.name.from_text(str(record["name"]))
    except dns.exception.DNSException as error:
        raise UnspeakableError(f"{record['name']} {record['type']}: {error}") from error


def rdata(record: Mapping[str, Any]) -> dns.rdata.Rdata:
    """Return what a record says.

    Raises:
        UnspeakableError: its content is none for its type.

    """
    kind, name = str(record["type"]), record["name"]
    try:
        return dns.rdata.from_text(
            dns.rdataclass.IN, dns.rdatatype.from_text(kind), text(record), origin=dns.name.root, relativize=False
        )
    except (dns.exception.DNSException, ValueError, KeyError, AttributeError) as error:
        raise UnspeakableError(f"{name} {kind} {record.get('content')!r}: {error}") from error


def text(record: Mapping[str, Any]) -> str:
    """Return a record's data as a zone file has it."""
    kind, content, data = record["type"], str(record.get("content") or ""), record.get("data")
    if kind in PARTS and isinstance(data, dict):
        return PARTS[kind].format_map({"flags": 0, "value": "", **data})
    if kind == "MX":
        return f"{record['priority']} {content}"
    return quoted(content) if kind == "TXT" and not content.startswith('"') else content


def quoted(content: str) -> str:
    """Return a text of any length as the strings of a TXT record; the API takes it with and without quotes."""
    octets = content.encode()
    pieces = [octets[at : at + LONGEST_STRING] for at in range(0, len(octets), LONGEST_STRING)] or [b""]
    return " ".join('"' + "".join(escaped(each) for each in piece) + '"' for piece in pieces)


def escaped(octet: int) -> str:
    """Return an octet as it is written between quotes."""
    return chr(octet) if 32 <= octet < 127 and chr(octet) not in '"\\' else f"\\{octet:03d}"
