"""Finds what an interrupted create made.

The engine's record says what was asked for, not which id it got; the vendor's API knows. Ids have the official
plugin's formats (terraform-provider-hcloud 1.68), so what is found can be imported by either plugin.
"""

from collections.abc import Callable, Mapping
from typing import Any

from hcloud import APIException, Client

Inputs = Mapping[str, Any]

NAMED = {
    "Certificate": "certificates",
    "Firewall": "firewalls",
    "FloatingIp": "floating_ips",
    "LoadBalancer": "load_balancers",
    "ManagedCertificate": "certificates",
    "Network": "networks",
    "PlacementGroup": "placement_groups",
    "PrimaryIp": "primary_ips",
    "Server": "servers",
    "SshKey": "ssh_keys",
    "UploadedCertificate": "certificates",
    "Volume": "volumes",
    "Zone": "zones",
}
"""Resource class -> the client's collection, where names are unique in a project."""


def find(client: Client, resource_type: str, inputs: Inputs) -> str | None:
    """Return the id of the object that a create with these inputs made, or None if it made none.

    Args:
        client: of the project that the stack's resources live in.
        resource_type: such as `hcloud:index/server:Server`. A type of another provider leaves nothing behind that
            could be found: a random value has no object, and a command is run again.
        inputs: as the engine recorded them, camelCase.

    """
    provider, _, name = resource_type.rpartition(":")
    if not provider.startswith("hcloud:"):
        return None
    try:
        if name in NAMED:
            found = getattr(client, NAMED[name]).get_by_name(inputs["name"])
            return str(found.id) if found else None
        return PARTS[name](client, inputs) if name in PARTS else None
    except APIException as error:
        if error.code == "not_found":
            return None
        raise


def labels(client: Client, resource_type: str, object_id: str) -> dict[str, str]:
    """Return the labels of an object that `find` found by its name."""
    collection = getattr(client, NAMED[resource_type.rpartition(":")[2]])
    return dict(collection.get_by_id(int(object_id)).labels or {})


def subnet(client: Client, inputs: Inputs) -> str | None:
    """Find a subnet of a network."""
    network = client.networks.get_by_id(int(inputs["networkId"]))
    there = any(each.ip_range == inputs["ipRange"] for each in network.subnets or [])
    return f"{network.id}-{inputs['ipRange']}" if there else None


def route(client: Client, inputs: Inputs) -> str | None:
    """Find a route of a network."""
    network = client.networks.get_by_id(int(inputs["networkId"]))
    there = any(each.destination == inputs["destination"] for each in network.routes or [])
    return f"{network.id}-{inputs['destination']}" if there else None


def server_network(client: Client, inputs: Inputs) -> str | None:
    """Find the attachment of a server to a network."""
    network = int(inputs.get("networkId") or str(inputs["subnetId"]).split("-")[0])
    server = client.servers.get_by_id(int(inputs["serverId"]))
    there = any(each.network.id == network for each in server.private_net or [])
    return f"{server.id}-{network}" if there else None


def volume_attachment(client: Client, inputs: Inputs) -> str | None:
    """Find the attachment of a volume to a server."""
    volume = client.volumes.get_by_id(int(inputs["volumeId"]))
    return str(volume.id) if volume.server and volume.server.id == int(inputs["serverId"]) else None


def firewall_attachment(client: Client, inputs: Inputs) -> str | None:
    """Find the attachment of a firewall: it has its firewall's id as soon as anything is attached."""
    firewall = client.firewalls.get_by_id(int(inputs["firewallId"]))
    return str(firewall.id) if firewall.applied_to else None


def floating_ip_assignment(client: Client, inputs: Inputs) -> str | None:
    """Find the assignment of a floating address to a server."""
    address = client.floating_ips.get_by_id(int(inputs["floatingIpId"]))
    return str(address.id) if address.server and address.server.id == int(inputs["serverId"]) else None


def load_balancer_service(client: Client, inputs: Inputs) -> str | None:
    """Find a service of a load balancer. Without a port it listens where its protocol does."""
    balancer = client.load_balancers.get_by_id(int(inputs["loadBalancerId"]))
    port = int(inputs.get("listenPort") or {"http": 80, "https": 443}[inputs["protocol"]])
    there = any(each.listen_port == port for each in balancer.services or [])
    return f"{balancer.id}__{port}" if there else None


def load_balancer_network(client: Client, inputs: Inputs) -> str | None:
    """Find the attachment of a load balancer to a network."""
    network = int(inputs.get("networkId") or str(inputs["subnetId"]).split("-")[0])
    balancer = client.load_balancers.get_by_id(int(inputs["loadBalancerId"]))
    there = any(each.network.id == network for each in balancer.private_net or [])
    return f"{balancer.id}-{network}" if there else None


PARTS: dict[str, Callable[[Client, Inputs], str | None]] = {
    "FirewallAttachment": firewall_attachment,
    "FloatingIpAssignment": floating_ip_assignment,
    "LoadBalancerNetwork": load_balancer_network,
    "LoadBalancerService": load_balancer_service,
    "NetworkRoute": route,
    "NetworkSubnet": subnet,
    "ServerNetwork": server_network,
    "VolumeAttachment": volume_attachment,
}
"""Resource class -> how to find it, for what is a part or a relation of other objects. A reverse name and a load
balancer's target are set again by a second create without harm, so they are not looked for."""
