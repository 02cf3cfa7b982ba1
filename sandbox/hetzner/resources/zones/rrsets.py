"""Resource record sets of zones."""

from datetime import UTC, datetime

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, Labels
from sandbox.hetzner.errors import ApiError, invalid, not_found, taken
from sandbox.hetzner.labels import selector
from sandbox.hetzner.listing import equals, filtered, ordered, paged
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.zones.collection import NAMESERVERS, begun, in_mode, named, publish
from sandbox.hetzner.resources.zones.record import Record, RrSet, Ttl, require_sound

routes = Routes()
MOST_PER_PAGE = 100
"""API reference, list RRSets: more than elsewhere."""

PATH = "/zones/{zone}/rrsets/{name}/{type}"


class Update(Body):
    """Change a set."""

    labels: Labels | None = None


class ChangeTtl(Body):
    """Change the time to live; null means the zone's."""

    ttl: Ttl | None


class ChangeProtection(Body):
    """Change whether a set can be changed."""

    change: bool | None = None


def key(zone: Document, name: str, kind: str) -> str:
    """Return what a set is stored under."""
    return f"{zone['id']}/{name}/{kind}"


def view(stored: Document) -> Document:
    """Show a set."""
    shown = {field: stored[field] for field in ("type", "ttl", "labels", "protection", "records", "zone")}
    return shown | {"id": f"{stored['label']}/{stored['type']}", "name": stored["label"]}


def find(project: Project, zone: Document, request: Request) -> Document | None:
    """Return the set that a path names, or None."""
    return project.documents.named(
        "zone_rrset", key(zone, request.parameters["name"], request.parameters["type"].upper())
    )


def get(project: Project, zone: Document, request: Request) -> Document:
    """Return the set that a path names.

    Raises:
        ApiError: `not_found`.

    """
    found = find(project, zone, request)
    if found is None:
        raise not_found("rrset", f"{request.parameters['name']}/{request.parameters['type']}")
    return found


def changeable(stored: Document) -> Document:
    """Return a set that is not protected.

    Raises:
        ApiError: `protected`.

    """
    if stored["protection"]["change"]:
        raise ApiError("protected", f"rrset {stored['label']}/{stored['type']} is change protected")
    return stored


def make(project: Project, zone: Document, body: RrSet) -> Document:
    """Make a set.

    Raises:
        ApiError: `uniqueness_error` or `invalid_input`.

    """
    stored_under = key(zone, body.name, body.type)
    if project.documents.named("zone_rrset", stored_under):
        raise taken("rrset", "name")
    if not body.records:
        raise invalid("records", "must have at least one record")
    require_sound(body.type, [record.value for record in body.records])
    return project.documents.put(
        "zone_rrset",
        {
            "id": project.documents.next("zone_rrset"),
            "name": stored_under,
            "label": body.name,
            "type": body.type,
            "zone": zone["id"],
            "ttl": body.ttl,
            "labels": body.labels or {},
            "records": [record.stored() for record in body.records],
            "protection": {"change": False},
        },
    )


def make_default(project: Project, zone: Document) -> None:
    """Make the sets every zone starts with: its name servers and its start of authority."""
    serial = f"{datetime.fromtimestamp(project.now, UTC):%Y%m%d}00"
    authority = f"{NAMESERVERS[0]} dns.hetzner.com. {serial} 86400 10800 3600000 3600"
    for kind, values in (("SOA", [authority]), ("NS", list(NAMESERVERS))):
        make(project, zone, RrSet(name="@", type=kind, records=[Record(value=value) for value in values]))


@routes.on("GET", "/zones/{zone}/rrsets")
def several(project: Project, request: Request) -> Answer:
    """List the sets of a zone."""
    zone = in_mode(named(project, request), "primary")
    entries = project.documents.pointing("zone_rrset", ("zone", zone["id"]))
    matches = selector(request.value("label_selector") or "")
    entries = [entry for entry in entries if matches(entry["labels"])]
    filters = {"type": equals("type"), "name": equals("label")}
    entries = ordered(request, filtered(request, entries, filters), ("id", "name", "label"))
    return paged(request, "rrsets", entries, view, MOST_PER_PAGE)


@routes.on("POST", "/zones/{zone}/rrsets")
def create(project: Project, request: Request) -> Answer:
    """Create a set."""
    zone = in_mode(named(project, request), "primary")
    stored = make(project, zone, request.body(RrSet))
    action = publish(project, zone, "create_rrset")
    return created(rrset=view(stored), action=project.actions.view(action))


@routes.on("GET", PATH)
def one(project: Project, request: Request) -> Answer:
    """Answer with one set."""
    zone = in_mode(named(project, request), "primary")
    return Answer({"rrset": view(get(project, zone, request))})


@routes.on("PUT", PATH)
def update(project: Project, request: Request) -> Answer:
    """Change the labels."""
    zone = in_mode(named(project, request), "primary")
    stored = get(project, zone, request)
    labels = request.body(Update).labels
    if labels is not None:
        stored = project.documents.put("zone_rrset", stored | {"labels": labels})
    return Answer({"rrset": view(stored)})


@routes.on("DELETE", PATH)
def delete(project: Project, request: Request) -> Answer:
    """Delete a set."""
    zone = in_mode(named(project, request), "primary")
    stored = changeable(get(project, zone, request))
    if stored["type"] == "SOA":
        raise ApiError("unsupported_error", "the SOA record of a zone cannot be deleted")
    project.documents.delete("zone_rrset", stored["id"])
    return begun(project, publish(project, zone, "delete_rrset"))


@routes.on("POST", PATH + "/actions/change_protection")
def change_protection(project: Project, request: Request) -> Answer:
    """Change whether a set can be changed."""
    zone = in_mode(named(project, request), "primary")
    stored = get(project, zone, request)
    wanted = request.body(ChangeProtection).change
    if wanted is not None:
        project.documents.put("zone_rrset", stored | {"protection": {"change": wanted}})
    return begun(project, project.begin("change_rrset_protection", ("zone", zone["id"])))


@routes.on("POST", PATH + "/actions/change_ttl")
def change_ttl(project: Project, request: Request) -> Answer:
    """Change the time to live."""
    zone = in_mode(named(project, request), "primary")
    stored = changeable(get(project, zone, request))
    project.documents.put("zone_rrset", stored | {"ttl": request.body(ChangeTtl).ttl})
    return begun(project, publish(project, zone, "change_rrset_ttl"))
