"""Creating storage boxes."""

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, IdOrName, Labels, Name
from sandbox.hetzner.catalogue import pick
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources.ssh_keys import fingerprint
from sandbox.hetzner.resources.storage_boxes.collection import STORAGE_BOXES, begin
from sandbox.hetzner.resources.storage_boxes.secret import Password
from sandbox.hetzner.resources.storage_boxes.settings import Access, merged

routes = Routes()


class Create(Body):
    """Create a storage box."""

    name: Name
    storage_box_type: IdOrName
    location: IdOrName
    password: Password
    ssh_keys: list[str] | None = None
    access_settings: Access | None = None
    labels: Labels | None = None


@routes.on("POST", "/storage_boxes")
def create(project: Project, request: Request) -> Answer:
    """Create a storage box."""
    body = request.body(Create)
    sold = pick(project.catalogue.storage_box_types, body.storage_box_type)
    if sold is None:
        raise invalid("storage_box_type", f"'{body.storage_box_type}' is not a storage box type")
    location = project.catalogue.location(body.location)
    if location is None or all(price["location"] != location["name"] for price in sold["prices"]):
        raise invalid("location", f"'{body.location}' has no storage boxes")
    for key in body.ssh_keys or ():
        fingerprint(key)
    project.require_quota("storage_box", "storage_boxes")
    project.documents.require_free_name("storage_box", body.name)
    identity = project.documents.next("storage_box")
    username = f"u{identity}"
    box = {
        "id": identity,
        "name": body.name,
        "username": username,
        "status": "initializing",
        "storage_box_type": sold["id"],
        "location": location["name"],
        "access_settings": merged(Access, {}, body.access_settings),
        "server": f"{username}.your-storagebox.de",
        "system": f"{str(location['name']).upper()}-BX355",
        "labels": body.labels or {},
        "protection": {"delete": False},
        "snapshot_plan": None,
        "created": project.time,
    }
    project.documents.put("storage_box", box)
    action = begin(project, "create", identity, status="active")
    return created(storage_box=STORAGE_BOXES.show(project, identity), action=project.actions.view(action))
