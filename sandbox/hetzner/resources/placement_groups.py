"""Placement groups."""

from typing import Literal

from sandbox.hetzner.api import Answer, Request, created, deleted
from sandbox.hetzner.bodies import Body, Labels, Name
from sandbox.hetzner.collection import Collection
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import updating


def view(project: Project, group: Document) -> Document:
    """Show a group with its servers."""
    servers = project.documents.pointing("server", ("placement_group", group["id"]))
    return group | {"servers": [server["id"] for server in servers]}


PLACEMENT_GROUPS = Collection("placement_group", "placement_groups", view, {"type": equals("type")})
routes = PLACEMENT_GROUPS.routes()
updating(routes, PLACEMENT_GROUPS)


class Create(Body):
    """Create a placement group."""

    name: Name
    type: Literal["spread"]
    labels: Labels | None = None


@routes.on("POST", "/placement_groups")
def create(project: Project, request: Request) -> Answer:
    """Create an empty group."""
    body = request.body(Create)
    project.require_quota("placement_group", "placement_groups")
    project.documents.require_free_name("placement_group", body.name)
    group = {
        "id": project.documents.next("placement_group"),
        "name": body.name,
        "type": body.type,
        "labels": body.labels or {},
        "created": project.time,
    }
    project.documents.put("placement_group", group)
    return created(placement_group=view(project, group), action=None)


@routes.on("DELETE", "/placement_groups/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a group that has no servers."""
    group = project.documents.get("placement_group", request.id)
    if view(project, group)["servers"]:
        raise ApiError("resource_in_use", f"placement group {request.id} still has servers")
    project.documents.delete("placement_group", request.id)
    return deleted()


def require_place(project: Project, identity: int) -> None:
    """Refuse one more server in a group that is full.

    Raises:
        ApiError: `not_found` or `placement_error`.

    """
    group = project.documents.get("placement_group", identity)
    limit = project.catalogue.limits["placement_group"]["servers"]
    if len(view(project, group)["servers"]) >= limit:
        raise ApiError("placement_error", f"placement group {identity} is full: a spread group takes {limit} servers")
