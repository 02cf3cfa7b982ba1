"""Subnets of networks."""

from ipaddress import IPv4Network

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.networks import membership, plan
from sandbox.hetzner.resources.networks.bodies import Subnet
from sandbox.hetzner.resources.networks.collection import require_idle

routes = Routes()
TYPES = ("cloud", "server", "vswitch")


class Delete(Body):
    """Delete a subnet."""

    ip_range: str


def planned(project: Project, network: Document, wanted: Subnet) -> Document:
    """Return a subnet that a network can have.

    Raises:
        ApiError: `invalid_input`, `vswitch_id_already_used` or `resource_limit_exceeded`.

    """
    if wanted.type not in TYPES:
        raise invalid("type", f"'{wanted.type}' is not one of {', '.join(TYPES)}")
    if wanted.network_zone not in project.catalogue.zones:
        raise invalid("network_zone", f"'{wanted.network_zone}' is not a network zone")
    limit = project.catalogue.limits["network"]["subnets"]
    if len(network["subnets"]) >= limit:
        message = f"a network can have {limit} subnets"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "subnets_per_network"}]})
    if any(each["network_zone"] != wanted.network_zone for each in network["subnets"]):
        raise invalid("network_zone", "all subnets of a network must be in the same network zone")
    vswitch = coupled(project, wanted)
    ranges = [each["ip_range"] for each in network["subnets"]]
    return {
        "type": wanted.type,
        "ip_range": plan.subnet_range(network["ip_range"], ranges, wanted.ip_range),
        "network_zone": wanted.network_zone,
        "gateway": str(plan.gateway(network["ip_range"])),
        "vswitch_id": vswitch,
    }


def coupled(project: Project, wanted: Subnet) -> int | None:
    """Return the vSwitch of a subnet that shall have one."""
    if wanted.type != "vswitch":
        if wanted.vswitch_id:
            raise invalid("vswitch_id", "is only for subnets of type vswitch")
        return None
    if not wanted.vswitch_id:
        raise invalid("vswitch_id", "is required for subnets of type vswitch")
    zones = project.catalogue.limits["network"]["vswitch_zones"]
    if wanted.network_zone not in zones:
        raise invalid("network_zone", f"vSwitches can be coupled in {', '.join(zones)} only")
    for other in project.documents.all("network"):
        if any(each["vswitch_id"] == wanted.vswitch_id for each in other["subnets"]):
            message = f"vSwitch {wanted.vswitch_id} is already used in network {other['id']}"
            raise ApiError("vswitch_id_already_used", message)
    return wanted.vswitch_id


@acting(routes, "networks", "add_subnet")
def add_subnet(project: Project, request: Request) -> Document:
    """Add a subnet."""
    body = request.body(Subnet)
    network = project.documents.get("network", request.id)
    require_idle(project, request.id)
    arguments = {"network": request.id, "subnet": planned(project, network, body)}
    resource = ("network", request.id)
    return project.begin("add_subnet", resource, effect="add_subnet", arguments=arguments, locks=(resource,))


@effect("add_subnet")
def added(project: Project, arguments: Document) -> None:
    """Record the subnet."""
    network = project.documents.get("network", arguments["network"])
    network["subnets"].append(arguments["subnet"])
    project.documents.put("network", network)


@acting(routes, "networks", "delete_subnet")
def delete_subnet(project: Project, request: Request) -> Document:
    """Delete a subnet in which nobody has an address."""
    wanted = plan.network(request.body(Delete).ip_range)
    network = project.documents.get("network", request.id)
    require_idle(project, request.id)
    if all(IPv4Network(each["ip_range"]) != wanted for each in network["subnets"]):
        raise ApiError("not_found", f"subnet {wanted} not found in network {request.id}")
    if any(address in wanted for address in membership.used(project, request.id)):
        message = f"cannot delete subnet {wanted}: servers are attached, the network has attached resources"
        raise ApiError("service_error", message)
    arguments = {"network": request.id, "ip_range": str(wanted)}
    resource = ("network", request.id)
    return project.begin("delete_subnet", resource, effect="delete_subnet", arguments=arguments, locks=(resource,))


@effect("delete_subnet")
def removed(project: Project, arguments: Document) -> None:
    """Record that the subnet is gone."""
    network = project.documents.get("network", arguments["network"])
    network["subnets"] = [each for each in network["subnets"] if each["ip_range"] != arguments["ip_range"]]
    project.documents.put("network", network)
