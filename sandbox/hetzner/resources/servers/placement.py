"""Servers in placement groups."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.placement_groups import require_place
from sandbox.hetzner.resources.servers.collection import change, unlocked

routes = Routes()


class Add(Body):
    """Add to a placement group."""

    placement_group: int


@acting(routes, "servers", "add_to_placement_group")
def add_to_placement_group(project: Project, request: Request) -> Document:
    """Add a server that is off to a group."""
    group = request.body(Add).placement_group
    server = unlocked(project, request.id)
    current = server["placement_group"]
    project.documents.get("placement_group", group)
    if current is not None:
        message = f"server {request.id} is already in placement group {current}"
        raise ApiError("already_in_placement_group", message)
    if server["status"] != "off":
        raise ApiError("server_not_stopped", f"server {request.id} must be powered off")
    require_place(project, group)
    return begin(project, "add_to_placement_group", request.id, group, group)


@acting(routes, "servers", "remove_from_placement_group")
def remove_from_placement_group(project: Project, request: Request) -> Document:
    """Remove from the group it is in."""
    current = unlocked(project, request.id)["placement_group"]
    if current is None:
        raise ApiError("not_found", f"server {request.id} is not in a placement group")
    return begin(project, "remove_from_placement_group", request.id, current, None)


def begin(project: Project, command: str, server: int, group: int, afterwards: int | None) -> Document:
    """Begin to change the group of a server."""
    return project.begin(
        command,
        ("server", server),
        ("placement_group", group),
        effect="change_placement",
        arguments={"server": server, "placement_group": afterwards},
        locks=(("server", server),),
    )


@effect("change_placement")
def placed(project: Project, arguments: Document) -> None:
    """Record the group."""
    change(project, arguments["server"], placement_group=arguments["placement_group"])
