"""Servers as the API shows them."""

from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import images, isos, placement_groups, primary_ips
from sandbox.hetzner.resources.networks.membership import connected

PLAIN = (
    "id",
    "name",
    "status",
    "created",
    "backup_window",
    "rescue_enabled",
    "protection",
    "labels",
    "primary_disk_size",
)


def view(project: Project, server: Document) -> Document:
    """Show a server, with all that points at it."""
    identity, catalogue = server["id"], project.catalogue
    group = server["placement_group"]
    volumes = project.documents.pointing("volume", ("server", identity))
    return {key: server[key] for key in PLAIN} | {
        "public_net": public_net(project, server),
        "private_net": connected(server),
        "server_type": catalogue.server_type(server["server_type"]),
        "location": catalogue.location(server["location"]),
        "image": images.find(project, server["image"]) if server["image"] else None,
        "iso": isos.by_id(project, server["iso"]) if server["iso"] else None,
        "locked": project.actions.locked(("server", identity)),
        "included_traffic": catalogue.rates["traffic_included_tb"] * 1024**4,
        "outgoing_traffic": 0,
        "ingoing_traffic": 0,
        "volumes": [volume["id"] for volume in volumes if volume["server"] == identity],
        "load_balancers": project.choosing("load_balancer", server),
        "placement_group": placement_groups.PLACEMENT_GROUPS.show(project, group) if group else None,
    }


def public_net(project: Project, server: Document) -> Document:
    """Show a server's public interface."""
    addresses = {each["type"]: each for each in primary_ips.of_server(project, server["id"])}
    floating = project.documents.pointing("floating_ip", ("server", server["id"]))
    return {
        "ipv4": ipv4(addresses.get("ipv4")),
        "ipv6": ipv6(addresses.get("ipv6")),
        "floating_ips": [each["id"] for each in floating],
        "firewalls": [{"id": each, "status": "applied"} for each in project.choosing("firewall", server)],
    }


def ipv4(address: Document | None) -> Document | None:
    """Show the primary IPv4 address."""
    if address is None:
        return None
    shown = {key: address[key] for key in ("id", "ip", "blocked")}
    return shown | {"dns_ptr": address["dns_ptr"][0]["dns_ptr"] if address["dns_ptr"] else None}


def ipv6(address: Document | None) -> Document | None:
    """Show the primary IPv6 network."""
    return address and {key: address[key] for key in ("id", "ip", "blocked", "dns_ptr")}
