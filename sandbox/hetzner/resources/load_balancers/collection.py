"""Load balancers as a whole."""

from sandbox.hetzner.api import Answer, Request
from sandbox.hetzner.catalogue import pick
from sandbox.hetzner.collection import Collection, require_unprotected
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.load_balancers.health import target_view
from sandbox.hetzner.resources.mutations import protecting, updating
from sandbox.hetzner.resources.networks.membership import connected


def view(project: Project, balancer: Document) -> Document:
    """Show a load balancer, with the servers that its targets are."""
    catalogue = project.catalogue
    return balancer | {
        "location": catalogue.location(balancer["location"]),
        "load_balancer_type": pick(catalogue.load_balancer_types, balancer["load_balancer_type"]),
        "private_net": connected(balancer),
        "targets": [target_view(project, balancer, target) for target in balancer["targets"]],
        "included_traffic": catalogue.rates["traffic_included_tb"] * 1024**4,
        "ingoing_traffic": 0,
        "outgoing_traffic": 0,
    }


LOAD_BALANCERS = Collection("load_balancer", "load_balancers", view)
routes = LOAD_BALANCERS.routes()
updating(routes, LOAD_BALANCERS)
protecting(routes, LOAD_BALANCERS)


def unlocked(project: Project, identity: int) -> Document:
    """Return a load balancer that no running action locks.

    Raises:
        ApiError: `not_found` or `locked`.

    """
    balancer = project.documents.get("load_balancer", identity)
    project.actions.require_unlocked(("load_balancer", identity))
    return balancer


def change(project: Project, identity: int, **fields: object) -> None:
    """Store a load balancer with some fields changed."""
    project.documents.put("load_balancer", project.documents.get("load_balancer", identity) | fields)


def require_room(project: Project, balancer: Document, what: str, count: int) -> None:
    """Refuse more services, targets or certificates than the type allows.

    Raises:
        ApiError: `resource_limit_exceeded`.

    """
    sold = pick(project.catalogue.load_balancer_types, balancer["load_balancer_type"]) or {}
    limit = sold[f"max_{what}"]
    if count > limit:
        message = f"a load balancer of type {sold['name']} can have {limit} {what}, not {count}"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": f"load_balancer_{what}"}]})


@routes.on("DELETE", "/load_balancers/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Begin to delete a load balancer."""
    require_unprotected(project.documents.get("load_balancer", request.id))
    unlocked(project, request.id)
    resource = ("load_balancer", request.id)
    arguments = {"load_balancer": request.id}
    action = project.begin(
        "delete_load_balancer", resource, effect="delete_load_balancer", arguments=arguments, locks=(resource,)
    )
    return Answer({"action": project.actions.view(action)})


@effect("delete_load_balancer")
def gone(project: Project, arguments: Document) -> None:
    """Remove the load balancer, and release its addresses."""
    identity = arguments["load_balancer"]
    balancer = project.documents.get("load_balancer", identity)
    for family in ("ipv4", "ipv6"):
        project.addresses.give_back(balancer["public_net"][family]["ip"])
    project.documents.delete("load_balancer", identity)
