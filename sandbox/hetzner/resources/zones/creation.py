"""Creating zones."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import HOSTNAME, Body, Labels
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources.zones import rrsets, zone_files
from sandbox.hetzner.resources.zones.collection import ZONES, publish
from sandbox.hetzner.resources.zones.nameserver import Nameserver
from sandbox.hetzner.resources.zones.record import RrSet, Ttl

routes = Routes()
DEFAULT_TTL = 3600


def domain(value: str) -> str:
    """Accept the name of a zone: a domain in lower case, without a dot at the end."""
    if not HOSTNAME.fullmatch(value) or "." not in value or value != value.lower():
        msg = "must be a domain name in lower case, without a dot at the end"
        raise ValueError(msg)
    return value


class Create(Body):
    """Create a zone."""

    name: Annotated[str, AfterValidator(domain)]
    mode: Literal["primary", "secondary"]
    ttl: Ttl | None = None
    labels: Labels | None = None
    primary_nameservers: list[Nameserver] | None = None
    rrsets: list[RrSet] | None = None
    zonefile: str | None = None


@routes.on("POST", "/zones")
def create(project: Project, request: Request) -> Answer:
    """Create a zone: empty, with records, or from a zone file."""
    body = request.body(Create)
    if (body.mode == "secondary") != bool(body.primary_nameservers):
        raise invalid("primary_nameservers", "are required for mode secondary, and only for it")
    if body.mode == "secondary" and (body.rrsets or body.zonefile):
        raise invalid("rrsets", "records of a zone in mode secondary come from its primary name servers")
    if body.rrsets and body.zonefile:
        raise invalid("zonefile", "must not be given together with rrsets")
    project.require_quota("zone", "zones")
    project.documents.require_free_name("zone", body.name)
    zone: dict[str, Any] = {
        "id": project.documents.next("zone"),
        "name": body.name,
        "mode": body.mode,
        "ttl": body.ttl or DEFAULT_TTL,
        "labels": body.labels or {},
        "protection": {"delete": False},
        "primary_nameservers": [each.stored() for each in body.primary_nameservers or ()],
        "status": "updating",
        "created": project.time,
    }
    project.documents.put("zone", zone)
    if body.mode == "primary":
        rrsets.make_default(project, zone)
        for each in body.rrsets or ():
            rrsets.make(project, zone, each)
        if body.zonefile:
            zone = zone_files.replace(project, zone, body.zonefile)
    action = publish(project, zone, "create_zone")
    return created(zone=ZONES.show(project, zone["id"]), action=project.actions.view(action))
