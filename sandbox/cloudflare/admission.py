"""Who asks, and whether they may: the sandbox's own tokens may all, made ones what their policies say.

Which permissions a path asks for is after the API reference ("Accepted permissions" of an operation, any of which will
do), and not checked path by path. Rulesets take the permission of any phase here, where the vendor looks at the phase.
Numbers and texts of the refusals are quoted by others from the API's answers.
"""

import hashlib
import ipaddress
import re
from collections.abc import Iterable
from datetime import datetime

from sandbox.cloudflare import access
from sandbox.cloudflare.access import Access, Resource
from sandbox.cloudflare.api import Request
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.permissions import to_read, to_write
from sandbox.hetzner.auth import READING

TOKEN = "token"  # noqa: S105 (a kind of document)
DIGEST = "digest"
"""Private field of a token's document. Its value is told once and kept nowhere."""
PHASES = (
    *("Zone WAF", "Firewall Services", "Cache Settings", "Config Settings", "Custom Errors", "Dynamic URL Redirects"),
    *("HTTP DDoS Managed Ruleset", "Managed headers", "Origin", "Response Compression", "Sanitize"),
    "Zone Transform Rules",
)
CONNECTORS = ("Cloudflare Tunnel", "Cloudflare One Connectors", "Cloudflare One Connector: cloudflared")
ZONE_RULES = (
    (r"/(?:dns_records(?:/.*)?|dnssec)", ("DNS",)),
    (r"/settings(?:/.*)?", ("Zone Settings",)),
    (r"/cache/.*", ("Zone Settings", "Cache Settings")),
    (r"/rulesets(?:/.*)?", PHASES),
    (r"/bot_management", ("Bot Management",)),
    (r"/healthchecks(?:/.*)?", ("Health Checks",)),
    (r"/origin_tls_client_auth(?:/.*)?", ("SSL and Certificates",)),
    (r"/workers/routes(?:/.*)?", ("Workers Routes",)),
    (r"(?:/activation_check)?", ("Zone",)),
)
ACCOUNT_RULES = (
    (r"/workers/.*", ("Workers Scripts",)),
    (r"/r2/.*", ("Workers R2 Storage",)),
    (r"/cfd_tunnel(?:/.*)?", CONNECTORS),
    (r"/alerting/.*", ("Notifications",)),
    (r"/tokens(?:/.*)?", ("Account API Tokens",)),
)
ANYBODY = re.compile(r"/(?:user|accounts/[^/]+)/tokens/verify|/certificates(?:/.*)?|/zones")
"""What any token may ask; of certificates and zones it gets what it may."""


def admitted(documents: Documents, request: Request, client: str) -> Access:
    """Return what the sender of a request may do, which includes the request.

    Args:
        documents: what exists.
        request: its headers have the token.
        client: from what address it came.

    Raises:
        ApiError: the token is none, does not work now or from there, or does not allow it.

    """
    found = holder(documents, request, client)
    write = request.method not in READING
    if ANYBODY.fullmatch(request.path):
        if (request.method, request.path) == ("POST", "/zones"):
            account = (request.json().get("account") or {}).get("id")
            require(found, to_write("Zone"), access.all_zones(str(account)))
        return found
    subjects, about = asked(documents, request.path)
    require(found, (to_write if write else to_read)(*subjects), about)
    return found


def holder(documents: Documents, request: Request, client: str) -> Access:
    """Return whose token a request has.

    Raises:
        ApiError: nobody's, or it does not work now or from there.

    """
    value = request.headers.get("authorization", "").partition(" ")[2].strip()
    digest = hashlib.sha256(value.encode()).hexdigest()
    for owner, token in documents.changing(TOKEN, DIGEST):
        if token[DIGEST] == digest:
            require_working(token, documents.time, client)
            return Access(token, owner)
    raise ApiError(9109, "Invalid access token", 403)


def require_working(token: Document, time: str, client: str) -> None:
    """Refuse a token that is disabled, too young, too old, or used from elsewhere.

    Raises:
        ApiError: it is one of these.

    """
    now = datetime.fromisoformat(time)
    begins, ends = (token[key] and datetime.fromisoformat(token[key]) for key in ("not_before", "expires_on"))
    if token["status"] != "active" or (begins and now < begins) or (ends and now >= ends):
        raise ApiError(9109, "Invalid access token", 403)
    limits = (token["condition"] or {}).get("request_ip") or {}
    inside = not limits.get("in") or within(client, limits["in"])
    if not inside or within(client, limits.get("not_in") or ()):
        raise ApiError(9109, f"Cannot use the access token from location: {client}", 403)


def within(address: str, networks: Iterable[str]) -> bool:
    """Tell whether an address is in one of some networks."""
    return any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in networks)


def asked(documents: Documents, path: str) -> tuple[tuple[str, ...], Resource | None]:
    """Return what a path is about: any of some subjects, and of what; no subject: nobody but the sandbox's own."""
    kind, _, rest = path.removeprefix("/").partition("/")
    identifier, slash, part = rest.partition("/")
    if kind == "user":
        return (("API Tokens",) if identifier == "tokens" else ()), None
    rules = {"zones": ZONE_RULES, "accounts": ACCOUNT_RULES}.get(kind, ())
    subjects = next((names for pattern, names in rules if re.fullmatch(pattern, slash + part)), ())
    if kind == "zones":
        zone = documents.find("zone", "", identifier)
        return (subjects, access.of_zone(zone)) if zone else ((), None)
    return subjects, access.of_account(identifier)


def require(found: Access, names: frozenset[str], about: Resource | None) -> None:
    """Refuse what a token does not allow.

    Raises:
        ApiError: it does not.

    """
    if not found.may(names, about):
        raise ApiError(10000, "Authentication error", 403)
