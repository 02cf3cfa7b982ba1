"""ISO images in servers."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body, IdOrName
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import isos
from sandbox.hetzner.resources.mutations import INSTANT, acting
from sandbox.hetzner.resources.servers.collection import change, unlocked

routes = Routes()


class AttachIso(Body):
    """Attach an ISO image."""

    iso: IdOrName


@acting(routes, "servers", "attach_iso")
def attach_iso(project: Project, request: Request) -> Document:
    """Attach an image of the server's architecture, in place of another one."""
    wanted = request.body(AttachIso).iso
    server = unlocked(project, request.id)
    architecture = (project.catalogue.server_type(server["server_type"]) or {})["architecture"]
    iso = isos.find(project, wanted)
    if iso["architecture"] not in {None, architecture}:
        raise ApiError("unsupported_error", f"ISO {iso['name']} is for {iso['architecture']}, not {architecture}")
    return begin(project, request.id, "attach_iso", iso["id"])


@acting(routes, "servers", "detach_iso")
def detach_iso(project: Project, request: Request) -> Document:
    """Detach the image; without one there is nothing to wait for."""
    if unlocked(project, request.id)["iso"] is None:
        return project.begin("detach_iso", ("server", request.id), seconds=INSTANT)
    return begin(project, request.id, "detach_iso", None)


def begin(project: Project, identity: int, command: str, iso: int | None) -> Document:
    """Begin to change the image."""
    resource = ("server", identity)
    return project.begin(
        command, resource, effect="change_iso", arguments={"server": identity, "iso": iso}, locks=(resource,)
    )


@effect("change_iso")
def inserted(project: Project, arguments: Document) -> None:
    """Record the image."""
    change(project, arguments["server"], iso=arguments["iso"])
