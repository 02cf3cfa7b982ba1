"""Firewalls as a whole."""

from sandbox.hetzner.api import Answer, Request, deleted
from sandbox.hetzner.collection import Collection
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import updating


def view(project: Project, firewall: Document) -> Document:
    """Show a firewall, with the servers that its selectors choose."""
    return firewall | {"applied_to": [target_view(project, target) for target in firewall["applied_to"]]}


def target_view(project: Project, target: Document) -> Document:
    """Show what a firewall is applied to."""
    if target["type"] == "server":
        return target
    chosen = project.selected_servers(target["label_selector"]["selector"])
    return target | {"applied_to_resources": [{"type": "server", "server": {"id": server}} for server in chosen]}


FIREWALLS = Collection("firewall", "firewalls", view)
routes = FIREWALLS.routes()
updating(routes, FIREWALLS)


@routes.on("DELETE", "/firewalls/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a firewall that is applied to nothing."""
    firewall = project.documents.get("firewall", request.id)
    if firewall["applied_to"]:
        raise ApiError("resource_in_use", f"firewall {request.id} is still in use")
    project.documents.delete("firewall", request.id)
    return deleted()
