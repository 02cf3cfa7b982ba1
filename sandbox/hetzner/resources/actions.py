"""Actions by their ids alone."""

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.collection import list_actions
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document

routes = Routes()
ANNOUNCEMENT = "https://docs.hetzner.cloud/changelog#2023-07-20-actions-list-endpoint-is-deprecated"


@routes.on("GET", "/actions")
def several(project: Project, request: Request) -> Answer:
    """List actions by their ids, as clients do that wait for many. Listing all of them was removed."""
    wanted = request.values("id")
    if not wanted:
        message = "listing all actions was removed, name the ids or use the list of a resource"
        raise ApiError("deprecated_api_endpoint", message, {"announcement": ANNOUNCEMENT})
    if not all(text.isascii() and text.isdigit() for text in wanted):
        raise invalid("id", "must be numbers")
    return list_actions(project, request, existing(project, sorted({int(text) for text in wanted})))


def existing(project: Project, identities: list[int]) -> list[Document]:
    """Return those of the actions that there are."""
    found = []
    for identity in identities:
        try:
            found.append(project.actions.get(identity))
        except ApiError:
            continue
    return found


@routes.on("GET", "/actions/{id:int}")
def one(project: Project, request: Request) -> Answer:
    """Answer with one action."""
    return Answer({"action": project.actions.view(project.actions.get(request.id))})
