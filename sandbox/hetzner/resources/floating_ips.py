"""Floating IPs."""

from typing import Literal

from sandbox.hetzner.api import Answer, Request, created, deleted
from sandbox.hetzner.bodies import Body, IdOrName, Labels, Name, Pointer, Update
from sandbox.hetzner.collection import Collection, require_unprotected
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import reverse_dns
from sandbox.hetzner.resources.mutations import INSTANT, acting, protecting, rename


def view(project: Project, address: Document) -> Document:
    """Show a floating IP."""
    return address | {"home_location": project.catalogue.location(address["home_location"])}


FLOATING_IPS = Collection("floating_ip", "floating_ips", view, {"ip": equals("ip")})
routes = FLOATING_IPS.routes()
protecting(routes, FLOATING_IPS)


class Create(Body):
    """Create a floating IP."""

    type: Literal["ipv4", "ipv6"]
    home_location: IdOrName | None = None
    server: int | None = None
    name: Name | None = None
    description: str | None = None
    labels: Labels | None = None


class Change(Update):
    """Change a floating IP."""

    description: str | None = None


class Assign(Body):
    """Assign a floating IP."""

    server: int


def home(project: Project, body: Create) -> str:
    """Return where a floating IP that shall be made is at home."""
    if body.home_location is not None:
        location = project.catalogue.location(body.home_location)
        if location is None:
            raise invalid("home_location", f"'{body.home_location}' is not a location")
        return str(location["name"])
    if body.server is None:
        raise invalid("home_location", "is required without server")
    return str(project.documents.get("server", body.server)["location"])


@routes.on("POST", "/floating_ips")
def create(project: Project, request: Request) -> Answer:
    """Create a floating IP, in a location or assigned to a server."""
    body = request.body(Create)
    location = home(project, body)
    project.require_quota("floating_ip", "floating_ips")
    identity = project.documents.next("floating_ip")
    name = body.name or f"floating-ip-{identity}"
    project.documents.require_free_name("floating_ip", name)
    ip = project.addresses.take(body.type)
    address = {
        "id": identity,
        "name": name,
        "description": body.description or "",
        "ip": ip,
        "type": body.type,
        "server": None,
        "dns_ptr": reverse_dns.default_entries(ip),
        "home_location": location,
        "blocked": False,
        "protection": {"delete": False},
        "labels": body.labels or {},
        "created": project.time,
    }
    project.documents.put("floating_ip", address)
    action = None
    if body.server is not None:
        action = project.actions.view(begin(project, "assign_floating_ip", identity, body.server, body.server))
    return created(floating_ip=FLOATING_IPS.show(project, identity), action=action)


@routes.on("PUT", "/floating_ips/{id:int}")
def update(project: Project, request: Request) -> Answer:
    """Change name, labels and description."""
    address = project.documents.get("floating_ip", request.id)
    body = request.body(Change)
    rename(project, "floating_ip", address, body)
    if body.description is not None:
        address["description"] = body.description
    project.documents.put("floating_ip", address)
    return Answer({"floating_ip": view(project, address)})


@routes.on("DELETE", "/floating_ips/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a floating IP that is not assigned."""
    address = project.documents.get("floating_ip", request.id)
    require_unprotected(address)
    if address["server"]:
        raise ApiError("must_be_unassigned", f"floating IP {request.id} is still assigned")
    project.actions.require_unlocked(("floating_ip", request.id))
    project.addresses.give_back(address["ip"])
    project.documents.delete("floating_ip", request.id)
    return deleted()


def begin(project: Project, command: str, address: int, server: int, afterwards: int | None) -> Document:
    """Begin to change whose it is."""
    return project.begin(
        command,
        ("floating_ip", address),
        ("server", server),
        effect="assign_floating_ip",
        arguments={"floating_ip": address, "server": afterwards},
        locks=(("floating_ip", address),),
    )


@acting(routes, "floating_ips", "assign")
def assign(project: Project, request: Request) -> Document:
    """Assign to a server, in whatever location, even if it is assigned to another one."""
    server = request.body(Assign).server
    current = project.documents.get("floating_ip", request.id)["server"]
    project.documents.get("server", server)
    if current == server:
        raise ApiError("floating_ip_assigned", f"floating IP {request.id} is already assigned to server {server}")
    project.actions.require_unlocked(("floating_ip", request.id))
    return begin(project, "assign_floating_ip", request.id, server, server)


@acting(routes, "floating_ips", "unassign")
def unassign(project: Project, request: Request) -> Document:
    """Take away from its server."""
    server = project.documents.get("floating_ip", request.id)["server"]
    project.actions.require_unlocked(("floating_ip", request.id))
    if not server:
        raise ApiError("unsupported_error", f"floating IP {request.id} is not assigned")
    return begin(project, "unassign_floating_ip", request.id, server, None)


@effect("assign_floating_ip")
def assigned(project: Project, arguments: Document) -> None:
    """Record whose it is."""
    address = project.documents.get("floating_ip", arguments["floating_ip"])
    project.documents.put("floating_ip", address | {"server": arguments["server"]})


@acting(routes, "floating_ips", "change_dns_ptr")
def change_dns_ptr(project: Project, request: Request) -> Document:
    """Set or reset a reverse DNS entry."""
    address = project.documents.get("floating_ip", request.id)
    address["dns_ptr"] = reverse_dns.changed(address["dns_ptr"], address["ip"], request.body(Pointer))
    project.documents.put("floating_ip", address)
    return project.begin("change_dns_ptr", ("floating_ip", request.id), seconds=INSTANT)
