"""Client certificates: of a zone, and of host names in it. They come with their keys and are deployed in a moment."""

from functools import partial

from sandbox.cloudflare import certificates, deployment
from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.zones import zone

ZONE, HOSTNAME = "origin_pull_certificate", "origin_pull_hostname_certificate"
PRIVATE = frozenset({"private_key", deployment.SINCE})
"""What is kept and not told."""
MISSING, IN_USE = 1402, 1403
"""Our own numbers."""
PLACES = {
    ZONE: "/zones/{zone}/origin_tls_client_auth",
    HOSTNAME: "/zones/{zone}/origin_tls_client_auth/hostnames/certificates",
}


def shown(kept: Document) -> Document:
    """Return a certificate as the API tells it."""
    return {key: value for key, value in kept.items() if key not in PRIVATE}


def create(kind: str, documents: Documents, request: Request) -> Answer:
    """Take a certificate and its key. It does not replace others: the edge shows the one that was deployed last."""
    owner, body = zone(documents, request), request.json()
    told = {"id": identity(), **certificates.uploaded(body, documents.time)}
    if kind == ZONE:
        told["certificate_id"] = told["id"]
    made = deployment.begun(told | {"private_key": body["private_key"]}, deployment.PENDING, documents.time)
    documents.put(kind, owner["id"], made["id"], made)
    return result(shown(made))


def stored(kind: str, documents: Documents, owner: str, certificate: str) -> Document:
    """Return a certificate.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(kind, owner, certificate)
    if found is None:
        raise ApiError(MISSING, "Certificate not found", 404)
    return found


def named(kind: str, documents: Documents, request: Request) -> Document:
    """Return the certificate that a path names."""
    return stored(kind, documents, zone(documents, request)["id"], str(request.parameters["certificate"]))


def read(kind: str, documents: Documents, request: Request) -> Answer:
    """Return a certificate."""
    return result(shown(named(kind, documents, request)))


def find(kind: str, documents: Documents, request: Request) -> Answer:
    """List the certificates, expired ones too: nobody but their owner removes them."""
    listed = documents.all(kind, zone(documents, request)["id"])
    count = {"page": 1, "per_page": len(listed), "count": len(listed), "total_count": len(listed), "total_pages": 1}
    return result([shown(each) for each in listed], result_info=count)


def remove(kind: str, documents: Documents, request: Request) -> Answer:
    """Take a certificate from the edge at once, and forget it a moment later.

    Raises:
        ApiError: a host name still uses it. Our own refusal: what the vendor does then is not documented.

    """
    owner, gone = zone(documents, request)["id"], named(kind, documents, request)
    users = [each["hostname"] for each in documents.all("origin_pull_hostname", owner) if each["cert_id"] == gone["id"]]
    if users:
        raise ApiError(IN_USE, f"The certificate is used for {', '.join(users)}; end that first (enabled: null)")
    leaving = deployment.begun(gone, deployment.LEAVING, documents.time)
    documents.put(kind, owner, gone["id"], leaving)
    return result(shown(leaving))


def of(kind: str) -> list[Route]:
    """Return the routes of one of the kinds."""

    place = PLACES[kind]
    return [
        ("POST", place, partial(create, kind)),
        ("GET", place, partial(find, kind)),
        ("GET", f"{place}/{{certificate}}", partial(read, kind)),
        ("DELETE", f"{place}/{{certificate}}", partial(remove, kind)),
    ]
