"""Who has which private address: servers and load balancers in networks."""

from ipaddress import IPv4Address, IPv4Network

from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.networks import plan

MEMBERS = ("server", "load_balancer")


def used(project: Project, network: int) -> set[IPv4Address]:
    """Return all addresses of a network that members have, or that are reserved for them."""
    addresses: set[IPv4Address] = set()
    for kind in MEMBERS:
        for member in project.documents.pointing(kind, ("network", network)):
            for attachment in member["private_net"]:
                if attachment["network"] == network:
                    addresses |= {IPv4Address(attachment["ip"])}
                    addresses |= {IPv4Address(alias) for alias in attachment.get("alias_ips", ())}
    return addresses


def connected(document: Document) -> list[Document]:
    """Return the networks a member is in; those it is only being attached to are left out."""
    return [
        {key: value for key, value in attachment.items() if key != "pending"}
        for attachment in document["private_net"]
        if not attachment.get("pending")
    ]


def choose(project: Project, network: Document, zone: str, ip: str | None, ip_range: str | None) -> str:
    """Return the address a member gets.

    Args:
        project: where others have addresses.
        network: which network.
        zone: network zone the member is in.
        ip: the address that is wanted, if any.
        ip_range: the subnet that is wanted, if any. Without it the last one by range is taken, as the vendor does.

    Raises:
        ApiError: `no_subnet_available`, `ip_not_available` or `invalid_input`.

    """
    subnets = [each for each in network["subnets"] if each["network_zone"] == zone and each["type"] != "vswitch"]
    if ip_range is not None:
        wanted = plan.network(ip_range)
        if all(IPv4Network(each["ip_range"]) != wanted for each in network["subnets"]):
            raise invalid("ip_range", f"'{ip_range}' is not a subnet of network {network['id']}")
        subnets = [each for each in subnets if IPv4Network(each["ip_range"]) == wanted]
    if not subnets:
        raise ApiError("no_subnet_available", f"network {network['id']} has no subnet in zone {zone}")
    taken = used(project, network["id"])
    if ip is not None:
        return str(require_free(network, subnets, plan.address(ip), taken))
    for subnet in sorted(subnets, key=lambda each: IPv4Network(each["ip_range"]), reverse=True):
        free = next((each for each in plan.usable(network, subnet) if each not in taken), None)
        if free:
            return str(free)
    raise ApiError("no_subnet_available", f"no address is left in network {network['id']}")


def require_free(
    network: Document, subnets: list[Document], wanted: IPv4Address, taken: set[IPv4Address]
) -> IPv4Address:
    """Return an address that is in one of the subnets and nobody has.

    Raises:
        ApiError: `ip_not_available` or `invalid_input`.

    """
    inside = [each for each in subnets if wanted in IPv4Network(each["ip_range"])]
    if not inside:
        raise invalid("ip", f"'{wanted}' is not within a subnet of network {network['id']} for this location")
    subnet = IPv4Network(inside[0]["ip_range"])
    edges = {subnet.network_address, subnet.broadcast_address}
    if wanted in taken | edges | {plan.gateway(network["ip_range"]), plan.PUBLIC_GATEWAY}:
        raise ApiError("ip_not_available", f"IP '{wanted}' is not available in network {network['id']}")
    return wanted


def aliases(project: Project, network: Document, zone: str, wanted: list[str], besides: set[IPv4Address]) -> list[str]:
    """Return alias addresses that are free, apart from those the member has already.

    Raises:
        ApiError: `resource_limit_exceeded`, `ip_not_available` or `invalid_input`.

    """
    limit = project.catalogue.limits["server"]["alias_ips_per_network"]
    if len(wanted) > limit:
        message = f"a server can have {limit} alias IPs in a network, not {len(wanted)}"
        raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": "alias_ips"}]})
    taken = used(project, network["id"]) - besides
    subnets = [each for each in network["subnets"] if each["network_zone"] == zone and each["type"] != "vswitch"]
    chosen: list[str] = []
    for text in wanted:
        free = require_free(network, subnets, plan.address(text, "alias_ips"), taken)
        taken.add(free)
        chosen.append(str(free))
    return chosen
