"""Images: the vendor's, snapshots and backups."""

from typing import Literal

from sandbox.hetzner.api import Answer, Request, Routes, deleted
from sandbox.hetzner.bodies import Body, Labels
from sandbox.hetzner.collection import Collection, require_unprotected
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError, invalid, not_found
from sandbox.hetzner.labels import selector
from sandbox.hetzner.listing import equals, filtered, ordered, paged
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import protecting

IMAGES = Collection("image", "images")
SLOTS = 7
"""Backups of a server that are kept."""

routes = Routes()


@routes.on("GET", "/images")
def list_images(project: Project, request: Request) -> Answer:
    """List all images; deprecated ones only if asked for."""
    entries = [*project.catalogue.images, *project.documents.all("image")]
    if (request.value("include_deprecated") or "").lower() not in {"true", "1"}:
        entries = [entry for entry in entries if not entry["deprecated"]]
    expression = request.value("label_selector")
    if expression:
        matches = selector(expression)
        entries = [entry for entry in entries if matches(entry["labels"])]
    filters = {name: equals(name) for name in ("name", "type", "status", "bound_to", "architecture")}
    entries = ordered(request, filtered(request, entries, filters), ("id", "name", "created"))
    return paged(request, "images", entries, lambda entry: entry)


@routes.on("GET", "/images/{id:int}")
def get(project: Project, request: Request) -> Answer:
    """Answer with one image."""
    image = find(project, request.id)
    if image is None:
        raise not_found("image", request.id)
    return Answer({"image": image})


routes += [each for each in IMAGES.routes() if "actions" in each.path]
protecting(routes, IMAGES)


class Change(Body):
    """Change an image; a backup can be made a snapshot."""

    description: str | None = None
    type: Literal["snapshot"] | None = None
    labels: Labels | None = None


@routes.on("PUT", "/images/{id:int}")
def update(project: Project, request: Request) -> Answer:
    """Change a snapshot or backup."""
    body = request.body(Change)
    image = own(project, request.id)
    if body.type and image["type"] == "backup":
        image |= {"type": "snapshot", "bound_to": None}
    if body.description is not None:
        image["description"] = body.description
    if body.labels is not None:
        image["labels"] = body.labels
    return Answer({"image": project.documents.put("image", image)})


@routes.on("DELETE", "/images/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a snapshot or backup."""
    require_unprotected(own(project, request.id))
    project.actions.require_unlocked(("image", request.id))
    project.documents.delete("image", request.id)
    return deleted()


def own(project: Project, identity: int) -> Document:
    """Return an image of the project's.

    Raises:
        ApiError: `not_found`, or `forbidden` if it is the vendor's.

    """
    if any(entry["id"] == identity for entry in project.catalogue.images):
        raise ApiError("forbidden", f"image {identity} is a system image")
    return project.documents.get("image", identity)


def find(project: Project, identity: int) -> Document | None:
    """Return an image of the vendor's or the project's, or None."""
    system = next((entry for entry in project.catalogue.images if entry["id"] == identity), None)
    return system or project.documents.find("image", identity)


def usable(project: Project, wanted: int | str, architecture: str, disk: int) -> Document:
    """Return the image a server of some architecture and disk shall have.

    Raises:
        ApiError: `not_found` or `invalid_input`.

    """
    if str(wanted).isdigit():
        image = find(project, int(wanted))
    else:
        named = [entry for entry in project.catalogue.images if entry["name"] == wanted]
        image = next((entry for entry in named if entry["architecture"] == architecture), None)
    if image is None:
        raise ApiError("not_found", f"image '{wanted}' not found")
    if image["architecture"] != architecture:
        raise invalid("image", f"is for {image['architecture']}, the server type for {architecture}")
    if image["status"] != "available":
        raise ApiError("resource_unavailable", f"image {image['id']} is not available yet")
    if image["disk_size"] > disk:
        raise invalid("image", f"needs a disk of {image['disk_size']} GB, the server's has {disk} GB")
    return image


def make(project: Project, server: Document, kind: str, description: str | None, labels: dict[str, str]) -> Document:
    """Make an image of a server's disk; the oldest backup goes if there are too many."""
    if kind == "snapshot":
        project.require_quota("image", "snapshots")
    base = (find(project, server["image"]) if server["image"] else None) or {}
    backups = project.documents.pointing("image", ("server", server["id"])) if kind == "backup" else []
    if len(backups) >= SLOTS:
        project.documents.delete("image", backups[0]["id"])
    server_type = project.catalogue.server_type(server["server_type"]) or {}
    image: Document = {
        "id": project.documents.next("image"),
        "type": kind,
        "status": "creating",
        "name": None,
        "description": description or f"{kind} of {server['name']}",
        "image_size": None,
        "disk_size": server["primary_disk_size"],
        "created": project.time,
        "created_from": {"id": server["id"], "name": server["name"]},
        "bound_to": server["id"] if kind == "backup" else None,
        "os_flavor": base.get("os_flavor", "unknown"),
        "os_version": base.get("os_version"),
        "architecture": server_type["architecture"],
        "rapid_deploy": False,
        "protection": {"delete": False},
        "deprecated": None,
        "deprecation": None,
        "deleted": None,
        "labels": labels,
    }
    return project.documents.put("image", image)


@effect("create_image")
def available(project: Project, arguments: Document) -> None:
    """Record that the image is complete."""
    image = project.documents.get("image", arguments["image"])
    project.documents.put("image", image | {"status": "available", "image_size": 1.5})
