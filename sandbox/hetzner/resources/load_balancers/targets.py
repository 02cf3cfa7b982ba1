"""Targets of load balancers."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document, Reference
from sandbox.hetzner.resources.load_balancers.collection import change, require_room, unlocked
from sandbox.hetzner.resources.load_balancers.target import Target, require_possible, same
from sandbox.hetzner.resources.mutations import acting

routes = Routes()


@acting(routes, "load_balancers", "add_target")
def add_target(project: Project, request: Request) -> Document:
    """Add a target."""
    body = request.body(Target)
    balancer = unlocked(project, request.id)
    require_possible(project, balancer, body)
    require_room(project, balancer, "targets", len(balancer["targets"]) + 1)
    return begin(project, "add_target", request.id, body)


@acting(routes, "load_balancers", "remove_target")
def remove_target(project: Project, request: Request) -> Document:
    """Remove a target."""
    body = request.body(Target)
    balancer = unlocked(project, request.id)
    if not any(same(each, body.stored()) for each in balancer["targets"]):
        raise ApiError("not_found", f"load balancer {request.id} has no such target")
    return begin(project, "remove_target", request.id, body)


def begin(project: Project, command: str, identity: int, body: Target) -> Document:
    """Begin to change the targets."""
    arguments = {"load_balancer": identity, "target": body.stored()}
    servers: list[Reference] = [("server", body.server.id)] if body.server else []
    return project.begin(command, ("load_balancer", identity), *servers, effect=command, arguments=arguments)


@effect("add_target")
def added(project: Project, arguments: Document) -> None:
    """Record the target."""
    removed(project, arguments)
    balancer = project.documents.get("load_balancer", arguments["load_balancer"])
    change(project, balancer["id"], targets=[*balancer["targets"], arguments["target"]])


@effect("remove_target")
def removed(project: Project, arguments: Document) -> None:
    """Record that the target is gone."""
    balancer = project.documents.get("load_balancer", arguments["load_balancer"])
    kept = [each for each in balancer["targets"] if not same(each, arguments["target"])]
    change(project, balancer["id"], targets=kept)
