"""Export and import of zones."""

from pydantic import ValidationError

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.zones import zone_file
from sandbox.hetzner.resources.zones.collection import begun, in_mode, named, publish
from sandbox.hetzner.resources.zones.record import RrSet
from sandbox.hetzner.resources.zones.rrsets import changeable, make

routes = Routes()


class Import(Body):
    """Import a zone file."""

    zonefile: str


@routes.on("GET", "/zones/{zone}/zonefile")
def export(project: Project, request: Request) -> Answer:
    """Answer with the zone as a file."""
    zone = in_mode(named(project, request), "primary")
    sets = project.documents.pointing("zone_rrset", ("zone", zone["id"]))
    return Answer({"zonefile": zone_file.write(zone, sets)})


@routes.on("POST", "/zones/{zone}/actions/import_zonefile")
def import_zonefile(project: Project, request: Request) -> Answer:
    """Replace all sets by those of a file."""
    zone = in_mode(named(project, request), "primary")
    changed = replace(project, zone, request.body(Import).zonefile)
    return begun(project, publish(project, changed, "import_zonefile"))


def replace(project: Project, zone: Document, text: str) -> Document:
    """Replace all sets of a zone by those of a file; returns the zone with the file's default time to live.

    Raises:
        ApiError: `invalid_input`, or `protected` if a set that exists is.

    """
    ttl, lines = zone_file.read(text, zone["name"])
    sets: dict[tuple[str, str], list[zone_file.Line]] = {}
    for line in lines:
        sets.setdefault((line.name, line.kind), []).append(line)
    for required in (("@", "SOA"), ("@", "NS")):
        if required not in sets:
            raise invalid("zonefile", f"has no {required[1]} record of the zone")
    for existing in project.documents.pointing("zone_rrset", ("zone", zone["id"])):
        changeable(existing)
        project.documents.delete("zone_rrset", existing["id"])
    for (name, kind), records in sets.items():
        values = [{"value": record.value} for record in records]
        try:
            body = RrSet.model_validate({"name": name, "type": kind, "ttl": records[0].ttl, "records": values})
        except ValidationError:
            raise invalid("zonefile", f"'{name}' of type {kind} cannot be a record of the zone") from None
        make(project, zone, body)
    return zone | {"ttl": ttl or zone["ttl"]}
