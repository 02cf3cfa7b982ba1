"""Type, password and access settings of storage boxes."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body, IdOrName
from sandbox.hetzner.catalogue import pick
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.storage_boxes.collection import begin, unlocked
from sandbox.hetzner.resources.storage_boxes.secret import Password
from sandbox.hetzner.resources.storage_boxes.settings import Access, merged

routes = Routes()


class ChangeType(Body):
    """Change the type."""

    storage_box_type: IdOrName


class ResetPassword(Body):
    """Set another password."""

    password: Password


@acting(routes, "storage_boxes", "change_type")
def change_type(project: Project, request: Request) -> Document:
    """Change the type."""
    wanted = request.body(ChangeType).storage_box_type
    unlocked(project, request.id)
    sold = pick(project.catalogue.storage_box_types, wanted)
    if sold is None:
        raise invalid("storage_box_type", f"'{wanted}' is not a storage box type")
    return begin(project, "change_type", request.id, storage_box_type=sold["id"])


@acting(routes, "storage_boxes", "reset_password")
def reset_password(project: Project, request: Request) -> Document:
    """Set another password."""
    request.body(ResetPassword)
    unlocked(project, request.id)
    return begin(project, "reset_password", request.id)


@acting(routes, "storage_boxes", "update_access_settings")
def update_access_settings(project: Project, request: Request) -> Document:
    """Change how it can be reached; what is not said stays."""
    body = request.body(Access)
    current = unlocked(project, request.id)["access_settings"]
    return begin(project, "update_access_settings", request.id, access_settings=merged(Access, current, body))
