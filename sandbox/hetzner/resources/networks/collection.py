"""Networks as a whole."""

from sandbox.hetzner.api import Answer, Request, deleted
from sandbox.hetzner.bodies import Update
from sandbox.hetzner.collection import Collection, require_unprotected
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import protecting, rename
from sandbox.hetzner.resources.networks.membership import MEMBERS


def members(project: Project, kind: str, network: int) -> list[int]:
    """Return the ids of the members of a kind; those that are only being attached are left out."""
    return [
        member["id"]
        for member in project.documents.pointing(kind, ("network", network))
        if any(each["network"] == network and not each.get("pending") for each in member["private_net"])
    ]


def view(project: Project, network: Document) -> Document:
    """Show a network with its members."""
    servers, balancers = (members(project, kind, network["id"]) for kind in MEMBERS)
    return network | {"servers": servers, "load_balancers": balancers}


NETWORKS = Collection("network", "networks", view)
routes = NETWORKS.routes()
protecting(routes, NETWORKS)


class Change(Update):
    """Change a network."""

    expose_routes_to_vswitch: bool | None = None


@routes.on("PUT", "/networks/{id:int}")
def update(project: Project, request: Request) -> Answer:
    """Change name, labels, and whether its routes are told to the vSwitch."""
    network = project.documents.get("network", request.id)
    body = request.body(Change)
    rename(project, "network", network, body)
    if body.expose_routes_to_vswitch is not None:
        network["expose_routes_to_vswitch"] = body.expose_routes_to_vswitch
    project.documents.put("network", network)
    return Answer({"network": view(project, network)})


@routes.on("DELETE", "/networks/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a network. What is attached is detached first, as the vendor does."""
    network = project.documents.get("network", request.id)
    require_unprotected(network)
    require_idle(project, request.id)
    for kind in MEMBERS:
        for member in project.documents.pointing(kind, ("network", request.id)):
            project.actions.require_unlocked((kind, member["id"]))
            kept = [each for each in member["private_net"] if each["network"] != request.id]
            project.documents.put(kind, member | {"private_net": kept})
    project.documents.delete("network", request.id)
    return deleted()


def require_idle(project: Project, identity: int) -> None:
    """Refuse to change a network that another action is changing.

    Raises:
        ApiError: `conflict`.

    """
    if project.actions.locked(("network", identity)):
        raise ApiError("conflict", f"network {identity} is being changed by another action, please retry")
