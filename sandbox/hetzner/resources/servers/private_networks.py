"""Servers in private networks."""

from ipaddress import IPv4Address, IPv4Network

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.networks import membership
from sandbox.hetzner.resources.servers.collection import change, unlocked

routes = Routes()


class Attach(Body):
    """Attach to a network."""

    network: int
    ip: str | None = None
    ip_range: str | None = None
    alias_ips: list[str] | None = None


class Detach(Body):
    """Detach from a network."""

    network: int


class ChangeAliases(Body):
    """Change the alias addresses in a network."""

    network: int
    alias_ips: list[str]


def require_attachable(project: Project, server: Document, network: Document) -> None:
    """Refuse a network that a server cannot be in.

    Raises:
        ApiError: `server_already_attached`, `networks_overlap` or `resource_limit_exceeded`.

    """
    others = [project.documents.get("network", each["network"]) for each in server["private_net"]]
    if any(other["id"] == network["id"] for other in others):
        raise ApiError("server_already_attached", f"server {server['id']} is already in network {network['id']}")
    limit = project.catalogue.limits["server"]["networks"]
    if len(others) >= limit:
        message = f"server {server['id']} is already in {limit} networks"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "networks_per_server"}]})
    members = project.documents.pointing("server", ("network", network["id"]))
    if len(members) >= project.catalogue.limits["network"]["servers"]:
        message = f"network {network['id']} already has {len(members)} servers"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "servers_per_network"}]})
    wanted = IPv4Network(network["ip_range"])
    overlapped = next((each for each in others if wanted.overlaps(IPv4Network(each["ip_range"]))), None)
    if overlapped:
        raise ApiError("networks_overlap", f"network {network['id']} overlaps with network {overlapped['id']}")


def begin_attach(
    project: Project, identity: int, network_id: int, after: Document | None = None, body: Attach | None = None
) -> Document:
    """Reserve an address and begin to attach."""
    server = project.documents.get("server", identity)
    network = project.documents.get("network", network_id)
    require_attachable(project, server, network)
    zone = project.catalogue.zone(server["location"])
    body = body or Attach(network=network_id)
    ip = membership.choose(project, network, zone, body.ip, body.ip_range)
    attachment = {
        "network": network_id,
        "ip": ip,
        "alias_ips": [],
        "mac_address": project.addresses.mac(),
        "pending": True,
    }
    server["private_net"].append(attachment)
    project.documents.put("server", server)
    attachment["alias_ips"] = membership.aliases(project, network, zone, body.alias_ips or [], set())
    project.documents.put("server", server)
    return project.begin(
        "attach_to_network",
        ("server", identity),
        ("network", network_id),
        effect="attach_server",
        arguments={"server": identity, "network": network_id},
        locks=(("server", identity),),
        after=after,
    )


@acting(routes, "servers", "attach_to_network")
def attach_to_network(project: Project, request: Request) -> Document:
    """Attach, with a wanted or the next free address."""
    body = request.body(Attach)
    unlocked(project, request.id)
    return begin_attach(project, request.id, body.network, body=body)


@effect("attach_server")
def attached(project: Project, arguments: Document) -> None:
    """Record that the reserved addresses are in use."""
    server = project.documents.get("server", arguments["server"])
    for attachment in server["private_net"]:
        if attachment["network"] == arguments["network"]:
            attachment["pending"] = False
    project.documents.put("server", server)


@effect("detach_server")
@reversal("attach_server")
def detached(project: Project, arguments: Document) -> None:
    """Record that the addresses are free."""
    server = project.documents.get("server", arguments["server"])
    kept = [each for each in server["private_net"] if each["network"] != arguments["network"]]
    change(project, server["id"], private_net=kept)


def require_attached(project: Project, identity: int, network: int) -> Document:
    """Return how a server is in a network.

    Raises:
        ApiError: `not_found`.

    """
    server = unlocked(project, identity)
    found = next((each for each in server["private_net"] if each["network"] == network), None)
    if found is None:
        raise ApiError("not_found", f"server {identity} is not attached to network {network}")
    return server | {"attachment": found}


@acting(routes, "servers", "detach_from_network")
def detach_from_network(project: Project, request: Request) -> Document:
    """Detach."""
    network = request.body(Detach).network
    require_attached(project, request.id, network)
    return project.begin(
        "detach_from_network",
        ("server", request.id),
        ("network", network),
        effect="detach_server",
        arguments={"server": request.id, "network": network},
        locks=(("server", request.id),),
    )


@acting(routes, "servers", "change_alias_ips")
def change_alias_ips(project: Project, request: Request) -> Document:
    """Set the alias addresses; those that were there and are not named go."""
    body = request.body(ChangeAliases)
    server = require_attached(project, request.id, body.network)
    network = project.documents.get("network", body.network)
    own = {IPv4Address(alias) for alias in server["attachment"]["alias_ips"]}
    zone = project.catalogue.zone(server["location"])
    wanted = membership.aliases(project, network, zone, body.alias_ips, own)
    return project.begin(
        "change_alias_ips",
        ("server", request.id),
        ("network", body.network),
        effect="change_alias_ips",
        arguments={"server": request.id, "network": body.network, "alias_ips": wanted},
        locks=(("server", request.id),),
    )


@effect("change_alias_ips")
def aliased(project: Project, arguments: Document) -> None:
    """Record the alias addresses."""
    server = project.documents.get("server", arguments["server"])
    for attachment in server["private_net"]:
        if attachment["network"] == arguments["network"]:
            attachment["alias_ips"] = arguments["alias_ips"]
    project.documents.put("server", server)
