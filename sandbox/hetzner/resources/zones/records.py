"""Records within their sets."""

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.zones.collection import begun, in_mode, named, publish
from sandbox.hetzner.resources.zones.record import Record, RrSet, Ttl, require_sound
from sandbox.hetzner.resources.zones.rrsets import PATH, changeable, find, get, make

routes = Routes()


class Records(Body):
    """Some records."""

    records: list[Record]


class AddRecords(Records):
    """Records that shall be added."""

    ttl: Ttl | None = None


def store(project: Project, zone: Document, stored: Document, records: list[Document], command: str) -> Answer:
    """Give a set other records; one that has none left is deleted."""
    require_sound(stored["type"], [record["value"] for record in records])
    if records:
        project.documents.put("zone_rrset", stored | {"records": records})
    else:
        project.documents.delete("zone_rrset", stored["id"])
    return begun(project, publish(project, zone, command))


@routes.on("POST", PATH + "/actions/set_records")
def set_records(project: Project, request: Request) -> Answer:
    """Replace all records of a set."""
    zone = in_mode(named(project, request), "primary")
    stored = changeable(get(project, zone, request))
    records = [record.stored() for record in request.body(Records).records]
    if not records:
        raise invalid("records", "must have at least one record")
    return store(project, zone, stored, records, "set_rrset_records")


@routes.on("POST", PATH + "/actions/add_records")
def add_records(project: Project, request: Request) -> Answer:
    """Add records; the set is made if there is none."""
    zone = in_mode(named(project, request), "primary")
    body = request.body(AddRecords)
    stored = find(project, zone, request)
    if stored is None:
        wanted = {**request.parameters, "ttl": body.ttl, "records": [each.stored() for each in body.records]}
        make(project, zone, RrSet.model_validate(wanted))
        return begun(project, publish(project, zone, "add_rrset_records"))
    if body.ttl not in {None, stored["ttl"]}:
        raise invalid("ttl", f"differs from the set's: {stored['ttl']}")
    records = changeable(stored)["records"] + [record.stored() for record in body.records]
    return store(project, zone, stored, records, "add_rrset_records")


@routes.on("POST", PATH + "/actions/remove_records")
def remove_records(project: Project, request: Request) -> Answer:
    """Remove records by their values."""
    zone = in_mode(named(project, request), "primary")
    stored = changeable(get(project, zone, request))
    values = {record.value for record in request.body(Records).records}
    require_known(stored, values)
    kept = [record for record in stored["records"] if record["value"] not in values]
    return store(project, zone, stored, kept, "remove_rrset_records")


@routes.on("POST", PATH + "/actions/update_records")
def update_records(project: Project, request: Request) -> Answer:
    """Change the comments of records, which are named by their values."""
    zone = in_mode(named(project, request), "primary")
    stored = changeable(get(project, zone, request))
    comments = {record.value: record.comment or "" for record in request.body(Records).records}
    require_known(stored, set(comments))
    records = [each | {"comment": comments.get(each["value"], each["comment"])} for each in stored["records"]]
    return store(project, zone, stored, records, "update_rrset_records")


def require_known(stored: Document, values: set[str]) -> None:
    """Refuse values that no record of a set has.

    Raises:
        ApiError: `invalid_input`.

    """
    missing = values - {record["value"] for record in stored["records"]}
    if missing:
        raise invalid("records", f"no record has the value '{min(missing)}'")
