"""Load balancers in private networks."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.load_balancers.collection import change, unlocked
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.networks import membership

routes = Routes()


class Attach(Body):
    """Attach to a network."""

    network: int
    ip: str | None = None
    ip_range: str | None = None


class Detach(Body):
    """Detach from a network."""

    network: int


def begin_attach(project: Project, identity: int, body: Attach) -> Document:
    """Reserve an address and begin to attach."""
    balancer = project.documents.get("load_balancer", identity)
    if balancer["private_net"]:
        raise ApiError("load_balancer_already_attached", f"load balancer {identity} is already attached to a network")
    network = project.documents.get("network", body.network)
    ip = membership.choose(project, network, project.catalogue.zone(balancer["location"]), body.ip, body.ip_range)
    change(project, identity, private_net=[{"network": body.network, "ip": ip, "pending": True}])
    return begin(project, "attach_to_network", identity, body.network, "attach_load_balancer")


def begin(project: Project, command: str, identity: int, network: int, effect_name: str) -> Document:
    """Begin to change the network."""
    return project.begin(
        command,
        ("load_balancer", identity),
        ("network", network),
        effect=effect_name,
        arguments={"load_balancer": identity},
        locks=(("load_balancer", identity),),
    )


@acting(routes, "load_balancers", "attach_to_network")
def attach_to_network(project: Project, request: Request) -> Document:
    """Attach; a load balancer is in one network at most."""
    body = request.body(Attach)
    unlocked(project, request.id)
    return begin_attach(project, request.id, body)


@effect("attach_load_balancer")
def attached(project: Project, arguments: Document) -> None:
    """Record that the reserved address is in use."""
    balancer = project.documents.get("load_balancer", arguments["load_balancer"])
    private_net = [each | {"pending": False} for each in balancer["private_net"]]
    change(project, balancer["id"], private_net=private_net)


@acting(routes, "load_balancers", "detach_from_network")
def detach_from_network(project: Project, request: Request) -> Document:
    """Detach."""
    network = request.body(Detach).network
    balancer = unlocked(project, request.id)
    if all(each["network"] != network for each in balancer["private_net"]):
        raise ApiError("not_found", f"load balancer {request.id} is not attached to network {network}")
    return begin(project, "detach_from_network", request.id, network, "detach_load_balancer")


@effect("detach_load_balancer")
@reversal("attach_load_balancer")
def detached(project: Project, arguments: Document) -> None:
    """Record that the address is free."""
    change(project, arguments["load_balancer"], private_net=[])
