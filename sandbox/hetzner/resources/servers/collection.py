"""Servers as a whole."""

from sandbox.hetzner.api import Answer, Request
from sandbox.hetzner.bodies import Hostname, Update
from sandbox.hetzner.collection import Collection
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import protecting, rename
from sandbox.hetzner.resources.servers.view import view

SERVERS = Collection("server", "servers", view, {"status": equals("status")})
routes = SERVERS.routes()
protecting(routes, SERVERS, ("delete", "rebuild"))


class Change(Update):
    """Change a server."""

    name: Hostname | None = None


@routes.on("PUT", "/servers/{id:int}")
def update(project: Project, request: Request) -> Answer:
    """Change name and labels; other labels may mean other firewalls."""
    server = project.documents.get("server", request.id)
    rename(project, "server", server, request.body(Change))
    project.documents.put("server", server)
    return Answer({"server": view(project, server)})


def unlocked(project: Project, identity: int) -> Document:
    """Return a server that no running action locks.

    Raises:
        ApiError: `not_found` or `locked`.

    """
    server = project.documents.get("server", identity)
    project.actions.require_unlocked(("server", identity))
    return server


def change(project: Project, identity: int, **fields: object) -> None:
    """Store a server with some fields changed."""
    project.documents.put("server", project.documents.get("server", identity) | fields)
