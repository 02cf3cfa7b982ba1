"""Storage boxes as a whole."""

from sandbox.hetzner.api import Answer, Request
from sandbox.hetzner.catalogue import pick
from sandbox.hetzner.collection import Collection, require_unprotected
from sandbox.hetzner.effects import effect
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import protecting, updating

PARTS = ("storage_box_snapshot", "storage_box_subaccount")


def view(project: Project, box: Document) -> Document:
    """Show a storage box. Nobody stores anything in it: its sizes are zero."""
    return box | {
        "location": project.catalogue.location(box["location"]),
        "storage_box_type": pick(project.catalogue.storage_box_types, box["storage_box_type"]),
        "stats": {"size": 0, "size_data": 0, "size_snapshots": 0},
    }


STORAGE_BOXES = Collection("storage_box", "storage_boxes", view)
routes = STORAGE_BOXES.routes()
updating(routes, STORAGE_BOXES)
protecting(routes, STORAGE_BOXES)


def unlocked(project: Project, identity: int) -> Document:
    """Return a storage box that no running action locks.

    Raises:
        ApiError: `not_found` or `locked`.

    """
    box = project.documents.get("storage_box", identity)
    project.actions.require_unlocked(("storage_box", identity))
    return box


def begin(project: Project, command: str, identity: int, **fields: object) -> Document:
    """Begin to change some fields."""
    resource = ("storage_box", identity)
    arguments = {"storage_box": identity, "fields": fields}
    return project.begin(command, resource, effect="change_storage_box", arguments=arguments, locks=(resource,))


@effect("change_storage_box")
def changed(project: Project, arguments: Document) -> None:
    """Record the fields."""
    box = project.documents.get("storage_box", arguments["storage_box"])
    project.documents.put("storage_box", box | arguments["fields"])


@routes.on("DELETE", "/storage_boxes/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a storage box with all of its snapshots and subaccounts."""
    require_unprotected(project.documents.get("storage_box", request.id))
    unlocked(project, request.id)
    resource = ("storage_box", request.id)
    action = project.begin(
        "delete", resource, effect="delete_storage_box", arguments={"storage_box": request.id}, locks=(resource,)
    )
    return Answer({"action": project.actions.view(action)}, 201)


@effect("delete_storage_box")
def gone(project: Project, arguments: Document) -> None:
    """Remove it."""
    identity = arguments["storage_box"]
    for kind in PARTS:
        for part in project.documents.pointing(kind, ("storage_box", identity)):
            project.documents.delete(kind, part["id"])
    project.documents.delete("storage_box", identity)


@routes.on("GET", "/storage_boxes/{id:int}/folders")
def folders(project: Project, request: Request) -> Answer:
    """List the folders: none, nobody stores anything."""
    project.documents.get("storage_box", request.id)
    return Answer({"folders": []})
