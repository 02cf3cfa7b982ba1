"""Creating load balancers."""

from sandbox.hetzner.addresses import default_pointer, first_host
from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, IdOrName, Labels, Name
from sandbox.hetzner.catalogue import pick
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources.load_balancers import private_networks
from sandbox.hetzner.resources.load_balancers.collection import LOAD_BALANCERS, change, require_room
from sandbox.hetzner.resources.load_balancers.properties import Algorithm
from sandbox.hetzner.resources.load_balancers.service import Service
from sandbox.hetzner.resources.load_balancers.services import planned
from sandbox.hetzner.resources.load_balancers.target import Target, require_possible

routes = Routes()


class Create(Body):
    """Create a load balancer."""

    name: Name
    load_balancer_type: IdOrName
    algorithm: Algorithm | None = None
    location: IdOrName | None = None
    network_zone: str | None = None
    labels: Labels | None = None
    services: list[Service] | None = None
    targets: list[Target] | None = None
    public_interface: bool | None = None
    network: int | None = None


def placed(project: Project, body: Create) -> str:
    """Return the location of a load balancer that shall be made."""
    if (body.location is None) == (body.network_zone is None):
        raise invalid("location", "exactly one of location and network_zone is required")
    if body.location is not None:
        location = project.catalogue.location(body.location)
        if location is None:
            raise invalid("location", f"'{body.location}' is not a location")
        return str(location["name"])
    in_zone = [each["name"] for each in project.catalogue.locations if each["network_zone"] == body.network_zone]
    if not in_zone:
        raise invalid("network_zone", f"'{body.network_zone}' is not a network zone")
    return str(in_zone[0])


@routes.on("POST", "/load_balancers")
def create(project: Project, request: Request) -> Answer:
    """Create a load balancer, with services, targets and a network."""
    body = request.body(Create)
    location = placed(project, body)
    sold = pick(project.catalogue.load_balancer_types, body.load_balancer_type)
    if sold is None:
        raise invalid("load_balancer_type", f"'{body.load_balancer_type}' is not a load balancer type")
    if body.public_interface is False and body.network is None:
        raise invalid("public_interface", "a load balancer without a public interface needs a network")
    project.require_quota("load_balancer", "load_balancers")
    project.documents.require_free_name("load_balancer", body.name)
    ipv4, ipv6 = project.addresses.take("ipv4"), first_host(project.addresses.take("ipv6"))
    identity = project.documents.next("load_balancer")
    balancer = {
        "id": identity,
        "name": body.name,
        "load_balancer_type": sold["id"],
        "location": location,
        "public_net": {
            "enabled": body.public_interface is not False,
            "ipv4": {"ip": ipv4, "dns_ptr": default_pointer(ipv4)},
            "ipv6": {"ip": ipv6, "dns_ptr": None},
        },
        "private_net": [],
        "services": [],
        "targets": [],
        "algorithm": {"type": body.algorithm.type if body.algorithm else "round_robin"},
        "protection": {"delete": False},
        "labels": body.labels or {},
        "created": project.time,
    }
    project.documents.put("load_balancer", balancer)
    if body.network is not None:
        private_networks.begin_attach(project, identity, private_networks.Attach(network=body.network))
    furnish(project, identity, body)
    action = project.begin("create_load_balancer", ("load_balancer", identity))
    return created(load_balancer=LOAD_BALANCERS.show(project, identity), action=project.actions.view(action))


def furnish(project: Project, identity: int, body: Create) -> None:
    """Give a load balancer the services and targets it shall start with."""
    for service in body.services or ():
        balancer = project.documents.get("load_balancer", identity)
        change(project, identity, services=[*balancer["services"], planned(project, balancer, service)])
    for target in body.targets or ():
        balancer = project.documents.get("load_balancer", identity)
        require_possible(project, balancer, target)
        require_room(project, balancer, "targets", len(balancer["targets"]) + 1)
        change(project, identity, targets=[*balancer["targets"], target.stored()])
