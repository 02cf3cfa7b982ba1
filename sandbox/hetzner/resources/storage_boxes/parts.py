"""What snapshots and subaccounts answer alike: they are parts of one storage box."""

from collections.abc import Mapping

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.errors import not_found
from sandbox.hetzner.labels import selector
from sandbox.hetzner.listing import Filter, filtered, ordered, paged
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.storage_boxes.collection import begin, unlocked


def get(project: Project, request: Request, kind: str) -> Document:
    """Return the part that a path names.

    Raises:
        ApiError: `not_found`.

    """
    found = project.documents.find(kind, request.parameters["part"])
    if found is None or found["storage_box"] != request.id:
        raise not_found(kind, request.parameters["part"])
    return found


def reading(routes: Routes, kind: str, singular: str, filters: Mapping[str, Filter]) -> None:
    """Add the routes that read: list and one."""

    def several(project: Project, request: Request) -> Answer:
        project.documents.get("storage_box", request.id)
        matches = selector(request.value("label_selector") or "")
        entries = project.documents.pointing(kind, ("storage_box", request.id))
        entries = filtered(request, [entry for entry in entries if matches(entry["labels"])], filters)
        entries = ordered(request, entries, ("id", "name", "created"))
        return paged(request, f"{singular}s", entries, lambda entry: entry)

    def one(project: Project, request: Request) -> Answer:
        return Answer({singular: get(project, request, kind)})

    routes.on("GET", f"/storage_boxes/{{id:int}}/{singular}s")(several)
    routes.on("GET", f"/storage_boxes/{{id:int}}/{singular}s/{{part:int}}")(one)


def delete(project: Project, request: Request, kind: str, command: str) -> Answer:
    """Delete a part."""
    unlocked(project, request.id)
    project.documents.delete(kind, get(project, request, kind)["id"])
    action = begin(project, command, request.id)
    return Answer({"action": project.actions.view(action)}, 201)
