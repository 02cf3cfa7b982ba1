"""Deleting servers."""

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.collection import require_unprotected
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import primary_ips
from sandbox.hetzner.resources.servers.collection import change, unlocked

routes = Routes()


@routes.on("DELETE", "/servers/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Begin to delete a server."""
    require_unprotected(project.documents.get("server", request.id))
    server = unlocked(project, request.id)
    change(project, request.id, status="deleting")
    arguments = {"server": request.id, "before": server["status"]}
    resource = ("server", request.id)
    action = project.begin("delete_server", resource, effect="delete_server", arguments=arguments, locks=(resource,))
    return Answer({"action": project.actions.view(action)})


@effect("delete_server")
def gone(project: Project, arguments: Document) -> None:
    """Remove the server, and release what it had."""
    identity = arguments["server"]
    resource = ("server", identity)
    documents = project.documents
    for address in primary_ips.of_server(project, identity):
        if address["auto_delete"]:
            primary_ips.remove(project, address)
        else:
            documents.put("primary_ip", address | {"assignee_id": None})
    for volume in documents.pointing("volume", resource):
        documents.put("volume", volume | {"server": None, "attaching": None})
    for address in documents.pointing("floating_ip", resource):
        documents.put("floating_ip", address | {"server": None})
    for kind, field in (("firewall", "applied_to"), ("load_balancer", "targets")):
        for chooser in documents.pointing(kind, resource):
            documents.put(kind, chooser | {field: [each for each in chooser[field] if not names(each, identity)]})
    for backup in documents.pointing("image", resource):
        documents.delete("image", backup["id"])
    documents.delete("server", identity)


def names(target: Document, server: int) -> bool:
    """Tell whether a target is this server."""
    return bool(target["type"] == "server" and target["server"]["id"] == server)


@reversal("delete_server")
def still_there(project: Project, arguments: Document) -> None:
    """Record that the server is as it was."""
    change(project, arguments["server"], status=arguments["before"])
