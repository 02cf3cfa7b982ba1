"""Certificates: uploaded ones are really parsed, managed ones are issued by the emulator itself."""

from typing import Literal

from sandbox.hetzner import x509
from sandbox.hetzner.api import Answer, Request, created, deleted
from sandbox.hetzner.bodies import HOSTNAME, Body, Labels, Name
from sandbox.hetzner.collection import Collection
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting, updating

COMPLETED, PENDING, FAILED = "completed", "pending", "failed"
UNKNOWN = dict.fromkeys(("certificate", "not_valid_before", "not_valid_after", "fingerprint"))
"""What a managed certificate has until it is issued."""


def view(project: Project, certificate: Document) -> Document:
    """Show a certificate with the load balancers that use it."""
    users = project.documents.pointing("load_balancer", ("certificate", certificate["id"]))
    return certificate | {"used_by": [{"id": user["id"], "type": "load_balancer"} for user in users]}


CERTIFICATES = Collection("certificate", "certificates", view, {"type": equals("type")})
routes = CERTIFICATES.routes()
updating(routes, CERTIFICATES)


class Create(Body):
    """Create a certificate."""

    name: Name
    type: Literal["uploaded", "managed"] = "uploaded"
    certificate: str | None = None
    private_key: str | None = None
    domain_names: list[str] | None = None
    labels: Labels | None = None


@routes.on("POST", "/certificates")
def create(project: Project, request: Request) -> Answer:
    """Upload a certificate, or have one issued. The private key is checked and not kept."""
    body = request.body(Create)
    project.require_quota("certificate", "certificates")
    project.documents.require_free_name("certificate", body.name)
    particulars = uploaded(body) if body.type == "uploaded" else managed(body)
    certificate: Document = {
        "id": project.documents.next("certificate"),
        "name": body.name,
        "type": body.type,
        "labels": body.labels or {},
        "created": project.time,
        **particulars,
    }
    project.documents.put("certificate", certificate)
    action = None
    if body.type == "managed":
        action = project.actions.view(begin(project, "create_certificate", certificate["id"]))
    return created(certificate=CERTIFICATES.show(project, certificate["id"]), action=action)


def uploaded(body: Create) -> Document:
    """Return what an uploaded certificate says."""
    if not body.certificate or not body.private_key:
        raise invalid("certificate", "certificate and private_key are required for type uploaded")
    return x509.read(body.certificate, body.private_key) | {"certificate": body.certificate, "status": None}


def managed(body: Create) -> Document:
    """Return a certificate that is to be issued."""
    names = body.domain_names or []
    if not names or not all(HOSTNAME.fullmatch(name.removeprefix("*.")) for name in names):
        raise invalid("domain_names", "must be one or more domain names")
    status = {"issuance": PENDING, "renewal": "unavailable", "error": None}
    return {**UNKNOWN, "domain_names": names, "status": status}


def begin(project: Project, command: str, identity: int) -> Document:
    """Begin to issue a certificate."""
    arguments = {"certificate": identity}
    resource = ("certificate", identity)
    return project.begin(command, resource, effect="issue_certificate", arguments=arguments, locks=(resource,))


@acting(routes, "certificates", "retry")
def retry(project: Project, request: Request) -> Document:
    """Try again to issue a certificate whose issuance failed."""
    certificate = project.documents.get("certificate", request.id)
    project.actions.require_unlocked(("certificate", request.id))
    if certificate["type"] != "managed" or certificate["status"]["issuance"] != FAILED:
        raise ApiError("unsupported_error", f"certificate {request.id} has no failed issuance or renewal")
    set_status(project, request.id, PENDING, None)
    return begin(project, "issue_certificate", request.id)


def set_status(project: Project, identity: int, issuance: str, error: Document | None, **fields: object) -> None:
    """Record how far the issuance is."""
    certificate = project.documents.get("certificate", identity)
    renewal = "scheduled" if issuance == COMPLETED else "unavailable"
    status = {"issuance": issuance, "renewal": renewal, "error": error}
    project.documents.put("certificate", certificate | fields | {"status": status})


@effect("issue_certificate")
def issued(project: Project, arguments: Document) -> None:
    """Record the certificate that was issued."""
    certificate = project.documents.get("certificate", arguments["certificate"])
    particulars = x509.issue(certificate["domain_names"], project.now)
    set_status(project, certificate["id"], COMPLETED, None, **particulars)


@reversal("issue_certificate")
def not_issued(project: Project, arguments: Document) -> None:
    """Record that there is no certificate, and why."""
    error = {"code": "ca_dns_validation_failed", "message": "the certificate was not issued"}
    set_status(project, arguments["certificate"], FAILED, error)


@routes.on("DELETE", "/certificates/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a certificate that no load balancer uses."""
    certificate = project.documents.get("certificate", request.id)
    if view(project, certificate)["used_by"]:
        raise ApiError("resource_in_use", f"certificate {request.id} is still in use")
    project.documents.delete("certificate", request.id)
    return deleted()
