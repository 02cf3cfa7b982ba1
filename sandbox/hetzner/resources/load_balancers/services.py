"""Services of load balancers."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.load_balancers.collection import change, require_room, unlocked
from sandbox.hetzner.resources.load_balancers.service import (
    Change,
    Service,
    completed,
    new,
    require_certificates,
    require_free_port,
)
from sandbox.hetzner.resources.mutations import acting

routes = Routes()


class Delete(Body):
    """Delete a service."""

    listen_port: int


def planned(project: Project, balancer: Document, body: Service) -> Document:
    """Return a service that a load balancer can have."""
    service = new(body)
    require_certificates(project, service)
    require_free_port(balancer["services"], service["listen_port"])
    require_room(project, balancer, "services", len(balancer["services"]) + 1)
    return service


@acting(routes, "load_balancers", "add_service")
def add_service(project: Project, request: Request) -> Document:
    """Add a service."""
    body = request.body(Service)
    balancer = unlocked(project, request.id)
    return begin(project, "add_service", request.id, planned(project, balancer, body))


@acting(routes, "load_balancers", "update_service")
def update_service(project: Project, request: Request) -> Document:
    """Change the service of a listen port; what is not said stays."""
    body = request.body(Change)
    service = of_port(unlocked(project, request.id), body.listen_port)
    changed = service | body.model_dump(exclude_none=True, include={"protocol", "destination_port", "proxyprotocol"})
    changed = completed(changed, body)
    require_certificates(project, changed)
    return begin(project, "update_service", request.id, changed)


@acting(routes, "load_balancers", "delete_service")
def delete_service(project: Project, request: Request) -> Document:
    """Delete the service of a listen port."""
    body = request.body(Delete)
    service = of_port(unlocked(project, request.id), body.listen_port)
    return begin(project, "delete_service", request.id, {"listen_port": service["listen_port"]})


def of_port(balancer: Document, port: int) -> Document:
    """Return the service of a listen port.

    Raises:
        ApiError: `not_found`.

    """
    found = next((service for service in balancer["services"] if service["listen_port"] == port), None)
    if found is None:
        raise ApiError("not_found", f"load balancer {balancer['id']} has no service on port {port}")
    return dict(found)


def begin(project: Project, command: str, identity: int, service: Document) -> Document:
    """Begin to change the services; a service without a protocol is one that goes."""
    arguments = {"load_balancer": identity, "service": service}
    return project.begin(command, ("load_balancer", identity), effect="change_service", arguments=arguments)


@effect("change_service")
def changed(project: Project, arguments: Document) -> None:
    """Record the service, in place of the one on the same port."""
    balancer = project.documents.get("load_balancer", arguments["load_balancer"])
    service = arguments["service"]
    services = [each for each in balancer["services"] if each["listen_port"] != service["listen_port"]]
    services += [service] if "protocol" in service else []
    services.sort(key=lambda each: int(each["listen_port"]))
    change(project, balancer["id"], services=services)
