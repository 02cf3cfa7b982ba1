"""Subaccounts of storage boxes."""

from collections.abc import Callable

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, Labels, Name
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.storage_boxes import parts
from sandbox.hetzner.resources.storage_boxes.collection import STORAGE_BOXES, begin, unlocked
from sandbox.hetzner.resources.storage_boxes.secret import Password
from sandbox.hetzner.resources.storage_boxes.settings import SubaccountAccess, merged

routes = Routes()
KIND = "storage_box_subaccount"
PATH = "/storage_boxes/{id:int}/subaccounts/{part:int}"
parts.reading(routes, KIND, "subaccount", {"name": equals("name"), "username": equals("username")})


class Create(Body):
    """Create a subaccount."""

    name: Name | None = None
    home_directory: str
    password: Password
    description: str | None = None
    access_settings: SubaccountAccess | None = None
    labels: Labels | None = None


class Update(Body):
    """Change a subaccount."""

    name: Name | None = None
    description: str | None = None
    labels: Labels | None = None


class ChangeHome(Body):
    """Change the home directory."""

    home_directory: str


class ResetPassword(Body):
    """Set another password."""

    password: Password


@routes.on("POST", "/storage_boxes/{id:int}/subaccounts")
def create(project: Project, request: Request) -> Answer:
    """Create a subaccount."""
    body = request.body(Create)
    box = unlocked(project, request.id)
    limit = STORAGE_BOXES.show(project, request.id)["storage_box_type"]["subaccounts_limit"]
    existing = project.documents.pointing(KIND, ("storage_box", request.id))
    if len(existing) >= limit:
        message = f"storage box {request.id} already has {limit} subaccounts"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "subaccounts_per_storage_box"}]})
    identity = project.documents.next(KIND)
    username = f"{box['username']}-sub{identity}"
    subaccount = {
        "id": identity,
        "name": body.name or username,
        "username": username,
        "home_directory": body.home_directory,
        "server": f"{username}.your-storagebox.de",
        "access_settings": merged(SubaccountAccess, {}, body.access_settings),
        "description": body.description or "",
        "labels": body.labels or {},
        "created": project.time,
        "storage_box": request.id,
    }
    project.documents.put(KIND, subaccount)
    action = begin(project, "create_subaccount", request.id)
    return created(subaccount=subaccount, action=project.actions.view(action))


@routes.on("PUT", PATH)
def update(project: Project, request: Request) -> Answer:
    """Change name, description and labels."""
    said = request.body(Update).model_dump(exclude_none=True)
    return Answer({"subaccount": project.documents.put(KIND, parts.get(project, request, KIND) | said)})


@routes.on("DELETE", PATH)
def delete(project: Project, request: Request) -> Answer:
    """Delete a subaccount."""
    return parts.delete(project, request, KIND, "delete_subaccount")


def changing(name: str, change: Callable[[Request, Document], Document]) -> None:
    """Add an action that changes a subaccount."""

    def handler(project: Project, request: Request) -> Answer:
        unlocked(project, request.id)
        subaccount = parts.get(project, request, KIND)
        project.documents.put(KIND, subaccount | change(request, subaccount))
        return created(action=project.actions.view(begin(project, name, request.id)))

    routes.on("POST", f"{PATH}/actions/{name}")(handler)


def access_settings(request: Request, subaccount: Document) -> Document:
    """Return the settings; what is not said stays."""
    wanted = request.body(SubaccountAccess)
    return {"access_settings": merged(SubaccountAccess, subaccount["access_settings"], wanted)}


def password(request: Request, _: Document) -> Document:
    """Check the password; nothing of it is kept."""
    request.body(ResetPassword)
    return {}


def home_directory(request: Request, _: Document) -> Document:
    """Return the home directory."""
    return request.body(ChangeHome).model_dump()


changing("update_access_settings", access_settings)
changing("reset_subaccount_password", password)
changing("change_home_directory", home_directory)
