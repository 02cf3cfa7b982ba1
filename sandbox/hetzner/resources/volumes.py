"""Volumes."""

from typing import Literal

from pydantic import Field

from sandbox.hetzner.api import Answer, Request, created, deleted
from sandbox.hetzner.bodies import Body, IdOrName, Labels, Name
from sandbox.hetzner.collection import Collection, require_unprotected
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting, protecting, updating


def view(project: Project, volume: Document) -> Document:
    """Show a volume."""
    shown = {key: value for key, value in volume.items() if key != "attaching"}
    return shown | {"location": project.catalogue.location(volume["location"])}


VOLUMES = Collection("volume", "volumes", view, {"status": equals("status")})
routes = VOLUMES.routes()
updating(routes, VOLUMES)
protecting(routes, VOLUMES)


class Create(Body):
    """Create a volume."""

    name: Name
    size: int = Field(ge=10, le=10240)
    location: IdOrName | None = None
    server: int | None = None
    automount: bool | None = None
    format: Literal["ext4", "xfs"] | None = None
    labels: Labels | None = None


class Attach(Body):
    """Attach a volume."""

    server: int
    automount: bool | None = None


class Resize(Body):
    """Make a volume bigger."""

    size: int = Field(ge=10, le=10240)


def placed(project: Project, body: Create) -> str:
    """Return the location of a volume that shall be made."""
    if body.server is not None:
        if body.location is not None:
            raise invalid("location", "must not be given together with server")
        return str(project.documents.get("server", body.server)["location"])
    if body.location is None:
        raise invalid("location", "is required without server")
    location = project.catalogue.location(body.location)
    if location is None:
        raise invalid("location", f"'{body.location}' is not a location")
    return str(location["name"])


@routes.on("POST", "/volumes")
def create(project: Project, request: Request) -> Answer:
    """Create a volume, in a location or attached to a server."""
    body = request.body(Create)
    if body.automount and body.server is None:
        raise invalid("automount", "needs a server")
    location = placed(project, body)
    project.require_quota("volume", "volumes")
    project.documents.require_free_name("volume", body.name)
    identity = project.documents.next("volume")
    volume = {
        "id": identity,
        "name": body.name,
        "server": None,
        "attaching": None,
        "location": location,
        "size": body.size,
        "linux_device": f"/dev/disk/by-id/scsi-0HC_Volume_{identity}",
        "protection": {"delete": False},
        "labels": body.labels or {},
        "status": "creating",
        "created": project.time,
        "format": body.format,
    }
    project.documents.put("volume", volume)
    action = project.begin(
        "create_volume",
        ("volume", identity),
        effect="create_volume",
        arguments={"volume": identity},
        locks=(("volume", identity),),
    )
    following = []
    if body.server is not None:
        following.append(begin_attach(project, identity, body.server, after=action))
    return created(
        volume=VOLUMES.show(project, identity),
        action=project.actions.view(action),
        next_actions=[project.actions.view(each) for each in following],
    )


@effect("create_volume")
def available(project: Project, arguments: Document) -> None:
    """Make the volume available."""
    volume = project.documents.get("volume", arguments["volume"])
    project.documents.put("volume", volume | {"status": "available"})


@routes.on("DELETE", "/volumes/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a volume that is not attached."""
    volume = project.documents.get("volume", request.id)
    require_unprotected(volume)
    project.actions.require_unlocked(("volume", request.id))
    if volume["server"]:
        raise ApiError("resource_in_use", f"volume {request.id} is attached to server {volume['server']}, detach first")
    project.documents.delete("volume", request.id)
    return deleted()


def require_attachable(project: Project, volume: Document, server: Document) -> None:
    """Refuse a volume that a server cannot have.

    Raises:
        ApiError: `volume_already_attached`, `invalid_input` or `resource_limit_exceeded`.

    """
    if volume["server"] or volume["attaching"]:
        raise ApiError("volume_already_attached", f"volume {volume['id']} is already attached, detach first")
    if volume["location"] != server["location"]:
        raise invalid("server", f"is in {server['location']}, the volume in {volume['location']}")
    limit = project.catalogue.limits["server"]["volumes"]
    if len(project.documents.pointing("volume", ("server", server["id"]))) >= limit:
        message = f"server {server['id']} already has {limit} volumes"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "volumes_per_server"}]})


def begin_attach(project: Project, identity: int, server: int, after: Document | None = None) -> Document:
    """Reserve a volume for a server and begin to attach it."""
    volume = project.documents.get("volume", identity)
    require_attachable(project, volume, project.documents.get("server", server))
    project.documents.put("volume", volume | {"attaching": server})
    resources = ("volume", identity), ("server", server)
    return project.begin(
        "attach_volume",
        *resources,
        effect="attach_volume",
        arguments={"volume": identity, "server": server},
        locks=resources,
        after=after,
    )


@acting(routes, "volumes", "attach")
def attach(project: Project, request: Request) -> Document:
    """Attach to a server in the same location."""
    body = request.body(Attach)
    project.documents.get("volume", request.id)
    project.documents.get("server", body.server)
    project.actions.require_unlocked(("volume", request.id), ("server", body.server))
    return begin_attach(project, request.id, body.server)


@effect("attach_volume")
def attached(project: Project, arguments: Document) -> None:
    """Record where it is attached."""
    volume = project.documents.get("volume", arguments["volume"])
    project.documents.put("volume", volume | {"server": arguments["server"], "attaching": None})


@reversal("attach_volume")
def released(project: Project, arguments: Document) -> None:
    """Give the reservation back."""
    volume = project.documents.get("volume", arguments["volume"])
    project.documents.put("volume", volume | {"attaching": None})


@acting(routes, "volumes", "detach")
def detach(project: Project, request: Request) -> Document:
    """Detach from its server."""
    volume = project.documents.get("volume", request.id)
    server = volume["server"]
    if not server:
        raise ApiError("unsupported_error", f"volume {request.id} is not attached to a server")
    resources = ("volume", request.id), ("server", server)
    project.actions.require_unlocked(*resources)
    return project.begin(
        "detach_volume", *resources, effect="detach_volume", arguments={"volume": request.id}, locks=resources
    )


@effect("detach_volume")
def detached(project: Project, arguments: Document) -> None:
    """Record that it is attached nowhere."""
    volume = project.documents.get("volume", arguments["volume"])
    project.documents.put("volume", volume | {"server": None})


@acting(routes, "volumes", "resize")
def resize(project: Project, request: Request) -> Document:
    """Make bigger; a volume is never made smaller."""
    body = request.body(Resize)
    volume = project.documents.get("volume", request.id)
    if body.size <= volume["size"]:
        raise invalid("size", f"must be greater than the current size of {volume['size']} GB")
    resource = ("volume", request.id)
    project.actions.require_unlocked(resource)
    arguments = {"volume": request.id, "size": body.size}
    return project.begin("resize_volume", resource, effect="resize_volume", arguments=arguments, locks=(resource,))


@effect("resize_volume")
def resized(project: Project, arguments: Document) -> None:
    """Record the size."""
    volume = project.documents.get("volume", arguments["volume"])
    project.documents.put("volume", volume | {"size": arguments["size"]})
