"""Rebuilding servers from an image."""

import secrets

from pydantic import Field, field_validator

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, IdOrName
from sandbox.hetzner.collection import require_unprotected
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import images
from sandbox.hetzner.resources.servers.collection import change, unlocked
from sandbox.hetzner.resources.servers.creation import USER_DATA_BYTES

routes = Routes()


class Rebuild(Body):
    """Rebuild."""

    image: IdOrName
    user_data: str | None = Field(default=None, repr=False)

    @field_validator("user_data")
    @classmethod
    def _small(cls, value: str | None) -> str | None:
        if value is not None and len(value.encode()) > USER_DATA_BYTES:
            msg = f"is too long: {len(value.encode())} bytes, the limit is {USER_DATA_BYTES}"
            raise ValueError(msg)
        return value


@routes.on("POST", "/servers/{id:int}/actions/rebuild")
def rebuild(project: Project, request: Request) -> Answer:
    """Overwrite the disk with an image, and boot. User data that is not given stays."""
    body = request.body(Rebuild)
    server = project.documents.get("server", request.id)
    require_unprotected(server, "rebuild")
    unlocked(project, request.id)
    architecture = (project.catalogue.server_type(server["server_type"]) or {})["architecture"]
    image = images.usable(project, body.image, architecture, server["primary_disk_size"])
    change(project, request.id, status="rebuilding")
    arguments = {
        "server": request.id,
        "image": image["id"],
        "user_data": server["user_data"] if body.user_data is None else body.user_data,
        "before": server["status"],
    }
    resource = ("server", request.id)
    action = project.begin("rebuild_server", resource, effect="rebuild_server", arguments=arguments, locks=(resource,))
    return created(action=project.actions.view(action), root_password=secrets.token_urlsafe(12))


@effect("rebuild_server")
def rebuilt(project: Project, arguments: Document) -> None:
    """Record the image; the server runs."""
    change(
        project,
        arguments["server"],
        image=arguments["image"],
        user_data=arguments["user_data"],
        status="running",
        powered=True,
        rescue_enabled=False,
        in_rescue=False,
    )
    project.tell("rebuilt", arguments["server"])


@reversal("rebuild_server")
def unchanged(project: Project, arguments: Document) -> None:
    """Record that it is as it was."""
    change(project, arguments["server"], status=arguments["before"])
