"""Which host name's origin is shown which certificate; it goes before that of the zone."""

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.origin_pulls import uploads
from sandbox.cloudflare.resources.zones import zone

KIND = "origin_pull_hostname"
PLACE = "/zones/{zone}/origin_tls_client_auth/hostnames"
MOST = 100
"""Host names of one certificate (API reference, `origin_tls_client_auth.hostnames.update`)."""
INVALID, TOO_MANY, MISSING = 1405, 1406, 1407
"""Our own numbers."""


def write(documents: Documents, request: Request) -> Answer:
    """Associate host names with certificates: true shows it, false shows none, null ends the association."""
    owner, wishes = zone(documents, request), request.json().get("config")
    if not isinstance(wishes, list) or not wishes or not all(isinstance(each, dict) for each in wishes):
        raise ApiError(INVALID, "config: a list of objects with hostname, cert_id and enabled is required")
    return result([associated(documents, owner, wish) for wish in wishes])


def associated(documents: Documents, owner: Document, wish: Document) -> Document:
    """Write one association, and return it with what is known of its certificate.

    Raises:
        ApiError: the host name is not in the zone, or the certificate does not exist or has enough of them.

    """
    host, enabled = str(wish.get("hostname") or "").lower(), wish.get("enabled")
    if host != owner["name"] and not host.endswith(f".{owner['name']}"):
        raise ApiError(INVALID, f"config: hostname {host!r} is not in zone {owner['name']}")
    if enabled not in {True, False, None}:
        raise ApiError(INVALID, f"config: enabled {enabled!r} of {host} is neither true, false nor null")
    certificate = uploads.stored(uploads.HOSTNAME, documents, owner["id"], str(wish.get("cert_id") or ""))
    others = [each for each in documents.all(KIND, owner["id"]) if each["hostname"] != host]
    if sum(each["cert_id"] == certificate["id"] for each in others) >= MOST:
        raise ApiError(TOO_MANY, f"config: certificate {certificate['id']} has {MOST} host names already")
    old = documents.find(KIND, owner["id"], host) or {"created_at": documents.time}
    made = {
        "hostname": host,
        "cert_id": certificate["id"],
        "enabled": enabled,
        "status": "active",
        "created_at": old["created_at"],
        "updated_at": documents.time,
    }
    if enabled is None:
        documents.remove(KIND, owner["id"], host)
    else:
        documents.put(KIND, owner["id"], host, made)
    return told(made, certificate)


def told(association: Document, certificate: Document) -> Document:
    """Return an association as the API tells it."""
    known = uploads.shown(certificate)
    return {
        **association,
        "cert_status": known["status"],
        "cert_uploaded_on": known["uploaded_on"],
        "cert_updated_at": known["uploaded_on"],
        **{key: known[key] for key in ("certificate", "expires_on", "issuer", "serial_number", "signature")},
    }


def read(documents: Documents, request: Request) -> Answer:
    """Return the association of a host name."""
    owner, host = zone(documents, request)["id"], str(request.parameters["hostname"])
    found = documents.find(KIND, owner, host)
    if found is None:
        raise ApiError(MISSING, f"There is no association of {host}", 404)
    return result(told(found, uploads.stored(uploads.HOSTNAME, documents, owner, found["cert_id"])))


def find(documents: Documents, request: Request) -> Answer:
    """List the associations of a zone."""
    owner = zone(documents, request)["id"]
    certificates = {each["id"]: each for each in documents.all(uploads.HOSTNAME, owner)}
    return result([told(each, certificates[each["cert_id"]]) for each in documents.all(KIND, owner)])


ROUTES: list[Route] = [
    ("GET", PLACE, find),
    ("PUT", PLACE, write),
    ("GET", f"{PLACE}/{{hostname}}", read),
]
