"""Certificates of the Origin CA: what an origin shows to the edge.

Fields, validities and the form of host names: API reference, Origin CA (cloudflare-python 5.9.0,
`types/origin_ca_certificates`). Number and text of the refusal of a foreign host name are quoted by others from the
API's answers; the other numbers are our own. Others report that the vendor refuses host names of a pending zone too,
with the same words; here a zone may be pending.
"""

import re
from datetime import UTC

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from sandbox.cloudflare import authority
from sandbox.cloudflare.access import of_zone
from sandbox.cloudflare.api import Answer, Request, Route, page, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.permissions import to_read, to_write
from sandbox.cloudflare.resources import zones

KIND = "origin_certificate"
SUBJECT = "SSL and Certificates"
VALIDITIES = (7, 30, 90, 365, 730, 1095, 5475)
"""Days."""
MOST_HOSTS = 200
"""Host names in a certificate (Cloudflare docs, "Origin CA", "Hostname and wildcard coverage")."""
KEYS = {"origin-rsa": rsa.RSAPublicKey, "origin-ecc": ec.EllipticCurvePublicKey}
HOST = re.compile(r"(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
MISSING, WRONG_REQUEST, WRONG_TYPE, WRONG_VALIDITY, FOREIGN, WRONG_HOST = 1101, 1102, 1103, 1104, 1010, 1105


def create(documents: Documents, request: Request) -> Answer:
    """Sign a certificate for the key in a request, for the host names beside it."""
    body = request.json()
    kind, days = body.get("request_type"), body.get("requested_validity", VALIDITIES[-1])
    if kind not in KEYS:
        raise ApiError(WRONG_TYPE, f"request_type {kind!r} is not one of {', '.join(KEYS)}; keyless is not emulated")
    if days not in VALIDITIES:
        raise ApiError(
            WRONG_VALIDITY, f"requested_validity {days!r} is not one of {', '.join(map(str, VALIDITIES))} days"
        )
    hosts = requested(visible(documents, request, to_write(SUBJECT)), body.get("hostnames"))
    made = authority.signed(documents, parsed(body.get("csr"), kind), hosts, int(days))
    kept = {
        "id": str(made.serial_number),
        "certificate": authority.pem(made),
        "csr": body["csr"],
        "hostnames": hosts,
        "request_type": kind,
        "requested_validity": days,
        "expires_on": made.not_valid_after_utc.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S +0000 UTC"),
    }
    documents.put(KIND, "", kept["id"], kept)
    return result(kept)


def visible(documents: Documents, request: Request, names: frozenset[str]) -> list[Document]:
    """Return the zones for which the sender of a request has one of some permissions."""
    return [each for each in documents.all(zones.KIND, "") if request.access.may(names, of_zone(each))]


def within(host: str, owned: list[Document]) -> bool:
    """Tell whether a host name is in one of some zones."""
    return any(f".{host.removeprefix('*.')}".endswith(f".{each['name']}") for each in owned)


def requested(owned: list[Document], hosts: object) -> list[str]:
    """Return the host names that are asked for.

    Raises:
        ApiError: one is none, or in no zone of the account.

    """
    if not isinstance(hosts, list) or not 0 < len(hosts) <= MOST_HOSTS:
        raise ApiError(WRONG_HOST, f"hostnames: a list of 1 to {MOST_HOSTS} host names is required")
    wanted = [ascii_form(str(host)) for host in hosts]
    for host in wanted:
        if not HOST.fullmatch(host) or (host.startswith("*.") and host.count(".") == 1):
            raise ApiError(
                WRONG_HOST, f"hostnames: {host!r} is no host name; one wildcard may stand for the first label"
            )
        if not within(host, owned):
            raise ApiError(
                FOREIGN,
                f"Failed to validate requested hostname {host}: This zone is either not part of your account, or you "
                "do not have access to it. Please contact support if using a multi-user organization.",
            )
    return wanted


def ascii_form(host: str) -> str:
    """Return a host name as certificates write it.

    Raises:
        ApiError: it has none.

    """
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise ApiError(WRONG_HOST, f"hostnames: {host!r} is no host name") from None


def parsed(text: object, kind: str) -> x509.CertificateSigningRequest:
    """Return a signing request.

    Raises:
        ApiError: it is none, its signature is not its key's, or its key is of another kind.

    """
    try:
        found = x509.load_pem_x509_csr(str(text).encode())
        valid = found.is_signature_valid
    except ValueError:
        raise ApiError(WRONG_REQUEST, "csr: not a certificate signing request in PEM") from None
    if not valid:
        raise ApiError(WRONG_REQUEST, "csr: the signature is not of the key that it holds")
    if not isinstance(found.public_key(), KEYS[kind]):
        raise ApiError(WRONG_REQUEST, f"csr: its key is not of the kind that {kind} asks for")
    return found


def stored(documents: Documents, request: Request) -> Document:
    """Return the certificate that a path names.

    Raises:
        ApiError: there is none, or it is for none of the zones that the request may see.

    """
    found = documents.find(KIND, "", str(request.parameters["certificate"]))
    names = (to_read if request.method == "GET" else to_write)(SUBJECT)
    owned = visible(documents, request, names)
    seen = request.access.unlimited or (found and any(within(host, owned) for host in found["hostnames"]))
    if found is None or not seen:
        raise ApiError(MISSING, "Certificate not found", 404)
    return found


def read(documents: Documents, request: Request) -> Answer:
    """Return a certificate."""
    return result(stored(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List the certificates that have a host name in a zone; the zone has to be named."""
    owner = [each for each in visible(documents, request, to_read(SUBJECT)) if each["id"] == request.value("zone_id")]
    if not owner:
        raise ApiError(FOREIGN, "zone_id: names no zone of this account")
    fitting = [each for each in documents.all(KIND, "") if any(within(host, owner) for host in each["hostnames"])]
    return page(request, fitting)


def revoke(documents: Documents, request: Request) -> Answer:
    """Revoke a certificate. The edge goes on taking it from origins until it expires: nothing says that it asks."""
    gone = stored(documents, request)
    documents.remove(KIND, "", gone["id"])
    return result({"id": gone["id"], "revoked_at": documents.time})


ROUTES: list[Route] = [
    ("POST", "/certificates", create),
    ("GET", "/certificates", find),
    ("GET", "/certificates/{certificate}", read),
    ("DELETE", "/certificates/{certificate}", revoke),
]
