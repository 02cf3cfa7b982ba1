"""The type of a server."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body, IdOrName
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.servers.collection import change, unlocked
from sandbox.hetzner.resources.servers.offer import require_sold

routes = Routes()


class ChangeType(Body):
    """Change the type."""

    server_type: IdOrName
    upgrade_disk: bool


@acting(routes, "servers", "change_type")
def change_type(project: Project, request: Request) -> Document:
    """Change the type of a server that is off. Its disk may grow with it, and never shrinks."""
    body = request.body(ChangeType)
    server = unlocked(project, request.id)
    wanted = fitting(project, server, body.server_type)
    if server["status"] != "off":
        raise ApiError("server_not_stopped", f"server {request.id} must be powered off")
    change(project, request.id, status="migrating")
    arguments = {
        "server": request.id,
        "server_type": wanted["id"],
        "primary_disk_size": wanted["disk"] if body.upgrade_disk else server["primary_disk_size"],
    }
    resource = ("server", request.id)
    return project.begin(
        "change_server_type", resource, effect="change_server_type", arguments=arguments, locks=(resource,)
    )


def fitting(project: Project, server: Document, wanted: int | str) -> Document:
    """Return a type that a server can have.

    Raises:
        ApiError: `invalid_server_type`, `invalid_input` or `resource_unavailable`.

    """
    current = project.catalogue.server_type(server["server_type"]) or {}
    found = project.catalogue.server_type(wanted)
    if found is None:
        raise ApiError("invalid_server_type", f"server type '{wanted}' not found")
    reasons = {
        "is deprecated": found["deprecated"],
        "is the type the server has": found["id"] == current["id"],
        f"has architecture {found['architecture']}": found["architecture"] != current["architecture"],
        f"has a disk of {found['disk']} GB, the server's has {server['primary_disk_size']} GB": (
            found["disk"] < server["primary_disk_size"]
        ),
    }
    for reason, applies in reasons.items():
        if applies:
            raise ApiError("invalid_server_type", f"server type {found['name']} {reason}")
    require_sold(project, found, server["location"])
    return found


@effect("change_server_type")
def retyped(project: Project, arguments: Document) -> None:
    """Record the type; the vendor starts the server again."""
    fields = {key: arguments[key] for key in ("server_type", "primary_disk_size")}
    change(project, arguments["server"], status="running", powered=True, **fields)


@reversal("change_server_type")
def unchanged(project: Project, arguments: Document) -> None:
    """Record that it is off, as it was."""
    change(project, arguments["server"], status="off")
