"""Snapshots of storage boxes."""

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, IdOrName, Labels
from sandbox.hetzner.errors import ApiError, not_found
from sandbox.hetzner.listing import Filter, equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.storage_boxes import parts
from sandbox.hetzner.resources.storage_boxes.collection import STORAGE_BOXES, begin, unlocked

routes = Routes()
KIND = "storage_box_snapshot"
FILTERS: dict[str, Filter] = {
    "name": equals("name"),
    "is_automatic": lambda entry, values: str(entry["is_automatic"]).lower() in {value.lower() for value in values},
}
parts.reading(routes, KIND, "snapshot", FILTERS)


class Describe(Body):
    """Say what a snapshot is for."""

    description: str | None = None
    labels: Labels | None = None


class Rollback(Body):
    """Return to a snapshot."""

    snapshot: IdOrName


@routes.on("POST", "/storage_boxes/{id:int}/snapshots")
def create(project: Project, request: Request) -> Answer:
    """Make a snapshot."""
    body = request.body(Describe)
    unlocked(project, request.id)
    limit = STORAGE_BOXES.show(project, request.id)["storage_box_type"]["snapshot_limit"]
    existing = project.documents.pointing(KIND, ("storage_box", request.id))
    if len(existing) >= limit:
        message = f"storage box {request.id} already has {limit} snapshots"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "snapshots_per_storage_box"}]})
    identity = project.documents.next(KIND)
    name = project.time.removesuffix("Z").replace(":", "-")
    snapshot = {
        "id": identity,
        "name": f"{name}-{identity}" if any(each["name"] == name for each in existing) else name,
        "description": body.description or "",
        "stats": {"size": 0, "size_filesystem": 0},
        "is_automatic": False,
        "labels": body.labels or {},
        "created": project.time,
        "storage_box": request.id,
    }
    project.documents.put(KIND, snapshot)
    action = begin(project, "create_snapshot", request.id)
    return created(snapshot=snapshot, action=project.actions.view(action))


@routes.on("PUT", "/storage_boxes/{id:int}/snapshots/{part:int}")
def update(project: Project, request: Request) -> Answer:
    """Change description and labels."""
    said = request.body(Describe).model_dump(exclude_none=True)
    return Answer({"snapshot": project.documents.put(KIND, parts.get(project, request, KIND) | said)})


@routes.on("DELETE", "/storage_boxes/{id:int}/snapshots/{part:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a snapshot."""
    return parts.delete(project, request, KIND, "delete_snapshot")


@acting(routes, "storage_boxes", "rollback_snapshot")
def rollback_snapshot(project: Project, request: Request) -> Document:
    """Return to a snapshot, by id or name."""
    wanted = request.body(Rollback).snapshot
    unlocked(project, request.id)
    snapshots = project.documents.pointing(KIND, ("storage_box", request.id))
    if all(wanted not in {str(each["id"]), each["name"]} for each in snapshots):
        raise not_found("snapshot", wanted)
    return begin(project, "rollback_snapshot", request.id)
