"""Backups and snapshots of servers."""

from typing import Literal

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, Labels
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import images
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.servers.collection import change, unlocked

routes = Routes()
WINDOW = "22-02"
"""The hours (UTC) in which backups are made; the vendor chooses them."""


class CreateImage(Body):
    """Create an image of the disk."""

    type: Literal["snapshot", "backup"] | None = None
    description: str | None = None
    labels: Labels | None = None


@routes.on("POST", "/servers/{id:int}/actions/create_image")
def create_image(project: Project, request: Request) -> Answer:
    """Make an image of the disk. Volumes are not in it."""
    body = request.body(CreateImage)
    server = unlocked(project, request.id)
    kind = body.type or "snapshot"
    if kind == "backup" and server["backup_window"] is None:
        raise ApiError("unsupported_error", f"backups are not enabled for server {request.id}")
    image = images.make(project, server, kind, body.description, body.labels or {})
    resources = ("server", request.id), ("image", image["id"])
    action = project.begin(
        "create_image", *resources, effect="create_image", arguments={"image": image["id"]}, locks=resources
    )
    return created(image=images.IMAGES.show(project, image["id"]), action=project.actions.view(action))


@acting(routes, "servers", "enable_backup")
def enable_backup(project: Project, request: Request) -> Document:
    """Switch daily backups on."""
    unlocked(project, request.id)
    return begin(project, request.id, "enable_backup", WINDOW)


@acting(routes, "servers", "disable_backup")
def disable_backup(project: Project, request: Request) -> Document:
    """Switch backups off; all that were made are deleted."""
    unlocked(project, request.id)
    return begin(project, request.id, "disable_backup", None)


def begin(project: Project, identity: int, command: str, window: str | None) -> Document:
    """Begin to switch backups."""
    resource = ("server", identity)
    arguments = {"server": identity, "window": window}
    return project.begin(command, resource, effect="change_backup", arguments=arguments, locks=(resource,))


@effect("change_backup")
def switched(project: Project, arguments: Document) -> None:
    """Record when backups are made."""
    change(project, arguments["server"], backup_window=arguments["window"])
    if arguments["window"] is None:
        for backup in project.documents.pointing("image", ("server", arguments["server"])):
            project.documents.delete("image", backup["id"])
