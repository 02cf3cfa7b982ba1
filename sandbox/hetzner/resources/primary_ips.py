"""Primary IPs."""

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

Family = Literal["ipv4", "ipv6"]


def view(project: Project, address: Document) -> Document:
    """Show a primary IP. Since 2026-08-01 one without a server is of the assignee type `unassigned`."""
    assignee_type = "server" if address["assignee_id"] else "unassigned"
    return address | {"location": project.catalogue.location(address["location"]), "assignee_type": assignee_type}


PRIMARY_IPS = Collection("primary_ip", "primary_ips", view, {"ip": equals("ip")})
routes = PRIMARY_IPS.routes()
protecting(routes, PRIMARY_IPS)


class Create(Body):
    """Create a primary IP."""

    name: Name
    type: Family
    assignee_type: Literal["server", "unassigned"] | None = None
    assignee_id: int | None = None
    location: IdOrName | None = None
    datacenter: str | None = None
    auto_delete: bool | None = None
    labels: Labels | None = None


class Change(Update):
    """Change a primary IP."""

    auto_delete: bool | None = None


class Assign(Body):
    """Assign a primary IP."""

    assignee_id: int
    assignee_type: Literal["server"] = "server"


def make(
    project: Project, family: str, location: str, name: str, labels: dict[str, str], *, auto_delete: bool
) -> Document:
    """Make and return an unassigned primary IP."""
    project.require_quota("primary_ip", "primary_ips")
    identity = project.documents.next("primary_ip")
    name = name or f"primary_ip-{identity}"
    project.documents.require_free_name("primary_ip", name)
    ip = project.addresses.take(family)
    address: Document = {
        "id": identity,
        "name": name,
        "type": family,
        "ip": ip,
        "assignee_id": None,
        "auto_delete": auto_delete,
        "blocked": False,
        "created": project.time,
        "location": location,
        "dns_ptr": reverse_dns.default_entries(ip),
        "labels": labels,
        "protection": {"delete": False},
    }
    return project.documents.put("primary_ip", address)


def of_server(project: Project, server: int) -> list[Document]:
    """Return the primary IPs of a server."""
    return project.documents.pointing("primary_ip", ("server", server))


def require_fit(address: Document, family: str, location: str) -> None:
    """Refuse an address that a server in a location cannot have.

    Raises:
        ApiError: `primary_ip_version_mismatch`, `primary_ip_assigned` or `primary_ip_datacenter_mismatch`.

    """
    identity = address["id"]
    if address["type"] != family:
        message = f"primary IP {identity} is {address['type']}, not {family}"
        raise ApiError("primary_ip_version_mismatch", message, status=412)
    if address["assignee_id"]:
        raise ApiError("primary_ip_assigned", f"primary IP {identity} is already assigned to a server")
    if address["location"] != location:
        message = f"primary IP {identity} is in {address['location']}, the server in {location}"
        raise ApiError("primary_ip_datacenter_mismatch", message)


def require_off(project: Project, server: int) -> Document:
    """Return a server that is off and not locked.

    Raises:
        ApiError: `not_found`, `locked` or `server_not_stopped`.

    """
    document = project.documents.get("server", server)
    project.actions.require_unlocked(("server", server))
    if document["status"] != "off":
        raise ApiError("server_not_stopped", f"server {server} must be powered off")
    return document


def require_assignable(project: Project, address: Document, server: int) -> None:
    """Refuse to give an address to a server that cannot have it."""
    document = require_off(project, server)
    if address["assignee_id"]:
        raise ApiError("primary_ip_already_assigned", f"primary IP {address['id']} is already assigned to a server")
    require_fit(address, address["type"], document["location"])
    if any(other["type"] == address["type"] for other in of_server(project, server)):
        raise ApiError(f"server_has_{address['type']}", f"server {server} already has an {address['type']} address")


@routes.on("POST", "/primary_ips")
def create(project: Project, request: Request) -> Answer:
    """Create a primary IP, in a location or assigned to a server."""
    body = request.body(Create)
    if body.datacenter is not None:
        raise invalid("datacenter", "was removed on 2026-07-01, use location")
    if body.assignee_id is not None:
        if body.location is not None:
            raise invalid("location", "must not be given together with assignee_id")
        location = project.documents.get("server", body.assignee_id)["location"]
    elif body.location is None:
        raise invalid("location", "is required without assignee_id")
    else:
        found = project.catalogue.location(body.location)
        if found is None:
            raise invalid("location", f"'{body.location}' is not a location")
        location = found["name"]
    address = make(project, body.type, location, body.name, body.labels or {}, auto_delete=bool(body.auto_delete))
    action = None
    if body.assignee_id is not None:
        require_assignable(project, address, body.assignee_id)
        action = project.actions.view(begin_assign(project, address["id"], body.assignee_id))
    return created(primary_ip=PRIMARY_IPS.show(project, address["id"]), action=action)


@routes.on("PUT", "/primary_ips/{id:int}")
def update(project: Project, request: Request) -> Answer:
    """Change name, labels, and whether it goes with its server."""
    address = project.documents.get("primary_ip", request.id)
    body = request.body(Change)
    rename(project, "primary_ip", address, body)
    if body.auto_delete is not None:
        address["auto_delete"] = body.auto_delete
    project.documents.put("primary_ip", address)
    return Answer({"primary_ip": view(project, address)})


@routes.on("DELETE", "/primary_ips/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a primary IP that is not assigned."""
    address = project.documents.get("primary_ip", request.id)
    require_unprotected(address)
    if address["assignee_id"]:
        raise ApiError("must_be_unassigned", f"primary IP {request.id} is still assigned")
    remove(project, address)
    return deleted()


def remove(project: Project, address: Document) -> None:
    """Delete a primary IP and give its address back."""
    project.addresses.give_back(address["ip"])
    project.documents.delete("primary_ip", address["id"])


def begin_assign(project: Project, address: int, server: int) -> Document:
    """Begin to assign an address."""
    resources = ("primary_ip", address), ("server", server)
    arguments = {"primary_ip": address, "server": server}
    return project.begin(
        "assign_primary_ip", *resources, effect="assign_primary_ip", arguments=arguments, locks=resources
    )


@acting(routes, "primary_ips", "assign")
def assign(project: Project, request: Request) -> Document:
    """Assign to a server that is off."""
    body = request.body(Assign)
    address = project.documents.get("primary_ip", request.id)
    project.actions.require_unlocked(("primary_ip", request.id))
    require_assignable(project, address, body.assignee_id)
    return begin_assign(project, request.id, body.assignee_id)


@acting(routes, "primary_ips", "unassign")
def unassign(project: Project, request: Request) -> Document:
    """Take away from a server that is off."""
    address = project.documents.get("primary_ip", request.id)
    project.actions.require_unlocked(("primary_ip", request.id))
    server = address["assignee_id"]
    if not server:
        raise ApiError("unsupported_error", f"primary IP {request.id} is not assigned")
    require_off(project, server)
    if address["type"] == "ipv4" and project.documents.pointing("load_balancer", ("server", server)):
        raise ApiError("server_is_load_balancer_target", f"server {server} is the target of a load balancer")
    resources = ("primary_ip", request.id), ("server", server)
    arguments = {"primary_ip": request.id, "server": None}
    return project.begin(
        "unassign_primary_ip", *resources, effect="assign_primary_ip", arguments=arguments, locks=resources
    )


@effect("assign_primary_ip")
def assigned(project: Project, arguments: Document) -> None:
    """Record whose the address is."""
    address = project.documents.get("primary_ip", arguments["primary_ip"])
    address["assignee_id"] = arguments["server"]
    project.documents.put("primary_ip", address)


@acting(routes, "primary_ips", "change_dns_ptr")
def change_dns_ptr(project: Project, request: Request) -> Document:
    """Set or reset a reverse DNS entry."""
    address = project.documents.get("primary_ip", request.id)
    address["dns_ptr"] = reverse_dns.changed(address["dns_ptr"], address["ip"], request.body(Pointer))
    project.documents.put("primary_ip", address)
    return project.begin("change_dns_ptr", ("primary_ip", request.id), seconds=INSTANT)
