"""What firewalls are applied to."""

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.labels import selector
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document, Reference
from sandbox.hetzner.resources.firewalls.target import Target

routes = Routes()


class Apply(Body):
    """Apply a firewall."""

    apply_to: list[Target]


class Remove(Body):
    """Remove a firewall."""

    remove_from: list[Target]


def servers_of(project: Project, firewall: Document) -> list[int]:
    """Return the ids of all servers a firewall is applied to, directly or by labels."""
    found: set[int] = set()
    for target in firewall["applied_to"]:
        found |= set(chosen(project, target))
    return sorted(found)


def chosen(project: Project, target: Document) -> list[int]:
    """Return the ids of the servers of one target."""
    if target["type"] == "server":
        return [int(target["server"]["id"])]
    return project.selected_servers(target["label_selector"]["selector"])


def not_there(server: int, status: int) -> ApiError:
    """Say that a server does not exist: 422 where a firewall is created, 404 elsewhere."""
    return ApiError("firewall_resource_not_found", f"server {server} not found", status=status)


def require_server(project: Project, firewall: Document, identity: int, missing: int = 404) -> None:
    """Refuse a server that a firewall cannot be applied to.

    Raises:
        ApiError: `firewall_resource_not_found`, `private_net_only_server` or `resource_limit_exceeded`.

    """
    server = project.documents.find("server", identity)
    if server is None:
        raise not_there(identity, missing)
    if not project.documents.pointing("primary_ip", ("server", identity)):
        raise ApiError("private_net_only_server", f"server {identity} has no public interface")
    others = set(project.choosing("firewall", server)) - {firewall["id"]}
    limit = project.catalogue.limits["server"]["firewalls"]
    if len(others) >= limit:
        message = f"server {identity} already has {limit} firewalls"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "firewalls_per_server"}]})


def begin_applying(project: Project, identity: int, targets: list[Target], missing: int = 404) -> list[Document]:
    """Begin to apply a firewall; returns one action per server, or per target that chooses none yet."""
    firewall = project.documents.get("firewall", identity)
    known = list(firewall["applied_to"])
    for target in targets:
        wanted = target.stored()
        if wanted in known:
            raise ApiError("firewall_already_applied", f"firewall {identity} was already applied to the resource")
        known.append(wanted)
        if target.server:
            require_server(project, firewall, target.server.id, missing)
        elif target.label_selector:
            selector(target.label_selector.selector)
    actions = []
    for target in targets:
        actions += begin_each(project, "apply_firewall", identity, target.stored())
    return actions


def begin_each(project: Project, command: str, firewall: int, target: Document) -> list[Document]:
    """Begin one action per server of a target; the first one has the effect."""
    arguments = {"firewall": firewall, "target": target}
    servers: list[Reference] = [("server", server) for server in chosen(project, target)]
    first = project.begin(command, ("firewall", firewall), *servers[:1], effect=command, arguments=arguments)
    return [first, *(project.begin(command, ("firewall", firewall), server, after=first) for server in servers[1:])]


@routes.on("POST", "/firewalls/{id:int}/actions/apply_to_resources")
def apply_to_resources(project: Project, request: Request) -> Answer:
    """Apply to more servers."""
    body = request.body(Apply)
    actions = begin_applying(project, request.id, body.apply_to)
    return created(actions=[project.actions.view(action) for action in actions])


@routes.on("POST", "/firewalls/{id:int}/actions/remove_from_resources")
def remove_from_resources(project: Project, request: Request) -> Answer:
    """Remove from servers. What it is not applied to is passed over (changelog, 2025-08-04)."""
    body = request.body(Remove)
    firewall = project.documents.get("firewall", request.id)
    actions = []
    for target in body.remove_from:
        stored = target.stored()
        if target.server and project.documents.find("server", target.server.id) is None:
            raise not_there(target.server.id, 404)
        if stored in firewall["applied_to"]:
            actions += begin_each(project, "remove_firewall", request.id, stored)
        elif target.server and target.server.id in servers_of(project, firewall):
            message = f"firewall {request.id} is applied to server {target.server.id} by a label selector"
            raise ApiError("firewall_managed_by_label_selector", message)
    return created(actions=[project.actions.view(action) for action in actions])


@effect("apply_firewall")
def applied(project: Project, arguments: Document) -> None:
    """Record the target."""
    firewall = project.documents.get("firewall", arguments["firewall"])
    if arguments["target"] not in firewall["applied_to"]:
        firewall["applied_to"].append(arguments["target"])
    project.documents.put("firewall", firewall)


@effect("remove_firewall")
def withdrawn(project: Project, arguments: Document) -> None:
    """Record that the target is gone."""
    firewall = project.documents.get("firewall", arguments["firewall"])
    firewall["applied_to"] = [each for each in firewall["applied_to"] if each != arguments["target"]]
    project.documents.put("firewall", firewall)
