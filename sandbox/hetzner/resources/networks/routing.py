"""Routes of networks."""

from ipaddress import IPv4Network

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.networks import plan
from sandbox.hetzner.resources.networks.bodies import Hop
from sandbox.hetzner.resources.networks.collection import require_idle

routes = Routes()


def planned(project: Project, network: Document, wanted: Hop) -> Document:
    """Return a route that a network can have.

    Raises:
        ApiError: `invalid_input` or `resource_limit_exceeded`.

    """
    limit = project.catalogue.limits["network"]["routes"]
    if len(network["routes"]) >= limit:
        message = f"a network can have {limit} routes"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "routes_per_network"}]})
    plan.require_route(network, wanted.destination, wanted.gateway)
    return {"destination": str(IPv4Network(wanted.destination)), "gateway": wanted.gateway}


@acting(routes, "networks", "add_route")
def add_route(project: Project, request: Request) -> Document:
    """Add a route."""
    body = request.body(Hop)
    network = project.documents.get("network", request.id)
    require_idle(project, request.id)
    arguments = {"network": request.id, "route": planned(project, network, body)}
    resource = ("network", request.id)
    return project.begin("add_route", resource, effect="add_route", arguments=arguments, locks=(resource,))


@effect("add_route")
def added(project: Project, arguments: Document) -> None:
    """Record the route."""
    network = project.documents.get("network", arguments["network"])
    network["routes"].append(arguments["route"])
    project.documents.put("network", network)


@acting(routes, "networks", "delete_route")
def delete_route(project: Project, request: Request) -> Document:
    """Delete a route."""
    body = request.body(Hop)
    route = {"destination": str(plan.network(body.destination, "destination")), "gateway": body.gateway}
    network = project.documents.get("network", request.id)
    require_idle(project, request.id)
    if route not in network["routes"]:
        raise ApiError("not_found", f"route to {body.destination} via {body.gateway} not found")
    arguments = {"network": request.id, "route": route}
    resource = ("network", request.id)
    return project.begin("delete_route", resource, effect="delete_route", arguments=arguments, locks=(resource,))


@effect("delete_route")
def removed(project: Project, arguments: Document) -> None:
    """Record that the route is gone."""
    network = project.documents.get("network", arguments["network"])
    network["routes"].remove(arguments["route"])
    project.documents.put("network", network)
