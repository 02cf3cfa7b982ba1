"""Zones as a whole."""

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, Labels, Protection
from sandbox.hetzner.collection import Collection, list_actions, require_unprotected
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import ApiError, not_found
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import INSTANT
from sandbox.hetzner.resources.zones.nameserver import Nameserver
from sandbox.hetzner.resources.zones.record import Ttl

NAMESERVERS = ("hydrogen.ns.hetzner.com.", "oxygen.ns.hetzner.com.", "helium.ns.hetzner.de.")
"""The vendor's authoritative name servers (API reference, zones)."""


def view(project: Project, zone: Document) -> Document:
    """Show a zone. Nobody asks the name servers of its parent, so its delegation stays unknown."""
    sets = project.documents.pointing("zone_rrset", ("zone", zone["id"]))
    authoritative = {
        "assigned": list(NAMESERVERS),
        "delegated": [],
        "delegation_last_check": zone["created"],
        "delegation_status": "unknown",
    }
    return zone | {
        "record_count": sum(len(each["records"]) for each in sets),
        "authoritative_nameservers": authoritative,
        "registrar": "other",
    }


ZONES = Collection("zone", "zones", view, {"mode": equals("mode")})
routes = Routes(each for each in ZONES.routes() if "{id:int}" not in each.path)


class Update(Body):
    """Change a zone."""

    labels: Labels | None = None


class ChangeTtl(Body):
    """Change the default time to live."""

    ttl: Ttl


class ChangeNameservers(Body):
    """Change the primary name servers."""

    primary_nameservers: list[Nameserver]


def named(project: Project, request: Request) -> Document:
    """Return the zone that a path names, by id or name.

    Raises:
        ApiError: `not_found`.

    """
    wanted = str(request.parameters["zone"])
    found = project.documents.named("zone", wanted)
    if found is None and wanted.isdigit():
        found = project.documents.find("zone", int(wanted))
    if found is None:
        raise not_found("zone", wanted)
    return found


def in_mode(zone: Document, mode: str) -> Document:
    """Return a zone that is in a mode.

    Raises:
        ApiError: `incorrect_zone_mode`.

    """
    if zone["mode"] != mode:
        raise ApiError("incorrect_zone_mode", f"zone {zone['name']} is in {zone['mode']} mode, not {mode}")
    return zone


def publish(project: Project, zone: Document, command: str) -> Document:
    """Store a changed zone and begin to tell the name servers; it is `updating` until that is done."""
    identity = zone["id"]
    project.documents.put("zone", zone | {"status": "updating"})
    return project.begin(command, ("zone", identity), effect="publish_zone", arguments={"zone": identity})


@effect("publish_zone")
def published(project: Project, arguments: Document) -> None:
    """Record that the name servers know; the zone may be gone meanwhile."""
    set_status(project, arguments["zone"], "ok")


@reversal("publish_zone")
def unpublished(project: Project, arguments: Document) -> None:
    """Record that the name servers do not know."""
    set_status(project, arguments["zone"], "error")


def set_status(project: Project, identity: int, status: str) -> None:
    """Record a zone's status if there is still that zone."""
    zone = project.documents.find("zone", identity)
    if zone:
        project.documents.put("zone", zone | {"status": status})


def begun(project: Project, action: Document) -> Answer:
    """Answer with an action."""
    return created(action=project.actions.view(action))


@routes.on("GET", "/zones/{zone}")
def one(project: Project, request: Request) -> Answer:
    """Answer with one zone."""
    return Answer({"zone": view(project, named(project, request))})


@routes.on("GET", "/zones/{zone}/actions")
def actions(project: Project, request: Request) -> Answer:
    """List the actions of a zone."""
    return list_actions(project, request, project.actions.about("zone", named(project, request)["id"]))


@routes.on("GET", "/zones/{zone}/actions/{action:int}")
def action(project: Project, request: Request) -> Answer:
    """Answer with one action of a zone."""
    zone = named(project, request)
    found = project.actions.get(request.parameters["action"], ("zone", zone["id"]))
    return Answer({"action": project.actions.view(found)})


@routes.on("PUT", "/zones/{zone}")
def update(project: Project, request: Request) -> Answer:
    """Change the labels."""
    zone = named(project, request)
    labels = request.body(Update).labels
    if labels is not None:
        project.documents.put("zone", zone | {"labels": labels})
    return Answer({"zone": ZONES.show(project, zone["id"])})


@routes.on("DELETE", "/zones/{zone}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a zone with all of its records."""
    zone = named(project, request)
    require_unprotected(zone)
    for each in project.documents.pointing("zone_rrset", ("zone", zone["id"])):
        project.documents.delete("zone_rrset", each["id"])
    project.documents.delete("zone", zone["id"])
    return begun(project, project.begin("delete_zone", ("zone", zone["id"])))


@routes.on("POST", "/zones/{zone}/actions/change_protection")
def change_protection(project: Project, request: Request) -> Answer:
    """Change whether it can be deleted."""
    zone = named(project, request)
    wanted = request.body(Protection).delete
    if wanted is not None:
        project.documents.put("zone", zone | {"protection": {"delete": wanted}})
    return begun(project, project.begin("change_protection", ("zone", zone["id"]), seconds=INSTANT))


@routes.on("POST", "/zones/{zone}/actions/change_ttl")
def change_ttl(project: Project, request: Request) -> Answer:
    """Change the default time to live."""
    zone = in_mode(named(project, request), "primary")
    return begun(project, publish(project, zone | {"ttl": request.body(ChangeTtl).ttl}, "change_ttl"))


@routes.on("POST", "/zones/{zone}/actions/change_primary_nameservers")
def change_primary_nameservers(project: Project, request: Request) -> Answer:
    """Change where a secondary zone comes from."""
    zone = in_mode(named(project, request), "secondary")
    servers = [each.stored() for each in request.body(ChangeNameservers).primary_nameservers]
    return begun(project, publish(project, zone | {"primary_nameservers": servers}, "change_primary_nameservers"))
