"""What a load balancer can send requests to."""

from ipaddress import ip_address, ip_network
from typing import Literal

from pydantic import model_validator

from sandbox.hetzner.bodies import Body
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.labels import selector
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.networks.plan import PRIVATE


class ServerTarget(Body):
    """A server by id."""

    id: int


class LabelTarget(Body):
    """Servers by their labels."""

    selector: str


class IpTarget(Body):
    """A dedicated server by its address."""

    ip: str


class Target(Body):
    """A target."""

    type: Literal["server", "label_selector", "ip"]
    server: ServerTarget | None = None
    label_selector: LabelTarget | None = None
    ip: IpTarget | None = None
    use_private_ip: bool | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Target":
        if getattr(self, self.type) is None:
            msg = f"{self.type} is required for type {self.type}"
            raise ValueError(msg)
        if self.ip:
            ip_address(self.ip.ip)
        return self

    def stored(self) -> Document:
        """Return it as it is stored."""
        target: Document = {"type": self.type, self.type: getattr(self, self.type).model_dump()}
        return target if self.type == "ip" else target | {"use_private_ip": bool(self.use_private_ip)}


def same(one: Document, other: Document) -> bool:
    """Tell whether two targets are the same."""
    return bool(one["type"] == other["type"] and one[one["type"]] == other[other["type"]])


def require_possible(project: Project, balancer: Document, target: Target) -> None:
    """Refuse a target that a load balancer cannot reach.

    Raises:
        ApiError: `target_already_defined`, or the reason why it cannot be reached.

    """
    if any(same(each, target.stored()) for each in balancer["targets"]):
        raise ApiError("target_already_defined", f"load balancer {balancer['id']} already has this target")
    if target.use_private_ip and not balancer["private_net"]:
        message = f"load balancer {balancer['id']} is not attached to a network"
        raise ApiError("load_balancer_not_attached_to_network", message)
    if not target.use_private_ip and not balancer["public_net"]["enabled"] and target.type != "ip":
        message = f"the public interface of load balancer {balancer['id']} is disabled"
        raise ApiError("load_balancer_public_interface_disabled", message)
    if target.server:
        require_server(project, balancer, target.server.id, private=bool(target.use_private_ip))
    elif target.label_selector:
        selector(target.label_selector.selector)
    elif target.ip:
        require_dedicated(project, balancer, target.ip.ip)


def require_server(project: Project, balancer: Document, identity: int, *, private: bool) -> None:
    """Refuse a server that a load balancer cannot reach.

    Raises:
        ApiError: `resolve_cloud_private_targets_error` or `resolve_cloud_public_targets_error`.

    """
    server = project.documents.get("server", identity)
    if private:
        networks = {each["network"] for each in balancer["private_net"]}
        if networks.isdisjoint(each["network"] for each in server["private_net"]):
            message = f"server {identity} is not attached to the network of load balancer {balancer['id']}"
            raise ApiError("resolve_cloud_private_targets_error", message)
    elif all(each["type"] != "ipv4" for each in project.documents.pointing("primary_ip", ("server", identity))):
        raise ApiError("resolve_cloud_public_targets_error", f"server {identity} has no public IPv4 address")


def require_dedicated(project: Project, balancer: Document, ip: str) -> None:
    """Refuse an address that is not a dedicated server's: a cloud resource's, or a private one beyond a vSwitch.

    Who owns a public address is not known here: all are taken.

    Raises:
        ApiError: `cloud_resource_ip_not_allowed`, `load_balancer_not_attached_to_network`,
            `network_has_no_vswitch_subnet` or `ip_not_in_vswitch_subnet`.

    """
    if any(ip_address(ip) in private for private in PRIVATE):
        require_in_vswitch(project, balancer, ip)
    for kind in ("primary_ip", "floating_ip"):
        if any(each["ip"] == ip for each in project.documents.all(kind)):
            raise ApiError("cloud_resource_ip_not_allowed", f"IP {ip} belongs to a cloud resource")


def require_in_vswitch(project: Project, balancer: Document, ip: str) -> None:
    """Refuse a private address that is not in a vSwitch subnet of the load balancer's network."""
    if not balancer["private_net"]:
        message = f"load balancer {balancer['id']} is not attached to a network"
        raise ApiError("load_balancer_not_attached_to_network", message)
    network = project.documents.get("network", balancer["private_net"][0]["network"])
    subnets = [each["ip_range"] for each in network["subnets"] if each["type"] == "vswitch"]
    if not subnets:
        raise ApiError("network_has_no_vswitch_subnet", f"network {network['id']} has no vSwitch subnet")
    if all(ip_address(ip) not in ip_network(subnet) for subnet in subnets):
        raise ApiError("ip_not_in_vswitch_subnet", f"IP {ip} is not in a vSwitch subnet of network {network['id']}")
