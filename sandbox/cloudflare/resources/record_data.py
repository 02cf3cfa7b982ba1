"""Records that the API takes in parts, and the content that it makes of them: as a zone file has it.

Parts by type: API reference, `dns.records` (types of the official client 5.9.0). That the content has all parts in the
order of a zone file, and that SRV and URI have their priority beside it too, was seen for HTTPS, SRV and URI in an
answer quoted in caddyserver/caddy issue 7301 and the drift reports of terraform-provider-cloudflare; for others it is
UNVERIFIED.
"""

from collections.abc import Mapping

from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import invalid

PARTS: Mapping[str, str] = {
    "CAA": '{flags} {tag} "{value}"',
    "CERT": "{type} {key_tag} {algorithm} {certificate}",
    "DNSKEY": "{flags} {protocol} {algorithm} {public_key}",
    "DS": "{key_tag} {algorithm} {digest_type} {digest}",
    "HTTPS": "{priority} {target} {value}",
    "LOC": (
        "{lat_degrees} {lat_minutes} {lat_seconds:.3f} {lat_direction}"
        " {long_degrees} {long_minutes} {long_seconds:.3f} {long_direction}"
        " {altitude:.2f}m {size:.2f}m {precision_horz:.2f}m {precision_vert:.2f}m"
    ),
    "NAPTR": '{order} {preference} "{flags}" "{service}" "{regex}" {replacement}',
    "SMIMEA": "{usage} {selector} {matching_type} {certificate}",
    "SRV": "{priority} {weight} {port} {target}",
    "SSHFP": "{algorithm} {type} {fingerprint}",
    "SVCB": "{priority} {target} {value}",
    "TLSA": "{usage} {selector} {matching_type} {certificate}",
    "URI": '{priority} {weight} "{target}"',
}
RANKED = frozenset({"SRV", "URI"})
"""Types that have their priority beside the data too."""
OPTIONAL: Document = {
    "flags": 0,
    "value": "",
    "service": "",
    "regex": "",
    "replacement": ".",
    "lat_minutes": 0,
    "lat_seconds": 0,
    "long_minutes": 0,
    "long_seconds": 0,
    "size": 0,
    "precision_horz": 0,
    "precision_vert": 0,
}
"""Parts that need not be said."""


def written(kind: str, data: Document, priority: object) -> str:
    """Return the content of a record in parts.

    Args:
        kind: its type.
        data: its parts.
        priority: as it stands beside them; URI has it only there.

    Raises:
        ApiError: a part is missing, or is none.

    """
    known = {**OPTIONAL, **({} if priority is None else {"priority": priority}), **data}
    try:
        return PARTS[kind].format_map(known)
    except KeyError as error:
        raise invalid(f"data.{error.args[0]} is required for a {kind} record") from None
    except (TypeError, ValueError):
        raise invalid(f"data of a {kind} record has a part that is none") from None
