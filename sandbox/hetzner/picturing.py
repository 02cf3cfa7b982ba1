"""The picture of all servers that their machines are made to match, from what is stored."""

from collections.abc import Iterator

from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import images, primary_ips
from sandbox.hetzner.resources.networks.membership import connected
from sandbox.machines.picture import Network, Nic, Picture, Route, Rule, Server, Size, Volume


def picture(project: Project) -> Picture:
    """Return everything that should exist behind a project's servers."""
    return Picture(
        servers=tuple(_server(project, each) for each in project.documents.all("server")),
        networks=tuple(_network(each) for each in project.documents.all("network")),
        volumes=tuple(each["id"] for each in project.documents.all("volume")),
    )


def _server(project: Project, server: Document) -> Server:
    kind = project.catalogue.server_type(server["server_type"]) or {}
    primary = {each["type"]: each["ip"] for each in primary_ips.of_server(project, server["id"])}
    image = images.find(project, server["image"]) if server["image"] else None
    return Server(
        id=server["id"],
        name=server["name"],
        on=server["powered"],
        image=image["name"] if image else None,
        size=Size(kind["cores"], kind["memory"], server["primary_disk_size"]),
        location=server["location"],
        user_data=server["user_data"],
        ssh_keys=tuple(server["ssh_keys"]),
        rescue=server["in_rescue"],
        rescue_keys=tuple(server["rescue_keys"]),
        rescue_password=server["rescue_password"],
        ipv4=primary.get("ipv4"),
        ipv6=primary.get("ipv6"),
        floating=tuple(_floating(project, server["id"])),
        firewalls=tuple(_rules(project, each) for each in project.choosing("firewall", server)),
        nics=tuple(
            Nic(each["network"], each["ip"], tuple(each["alias_ips"]), each["mac_address"])
            for each in connected(server)
        ),
        volumes=tuple(_volumes(project, server["id"])),
    )


def _floating(project: Project, server: int) -> Iterator[str]:
    for address in project.documents.pointing("floating_ip", ("server", server)):
        yield address["ip"]


def _rules(project: Project, firewall: int) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            rule["direction"],
            rule["protocol"],
            rule["port"],
            tuple(rule["source_ips"] if rule["direction"] == "in" else rule["destination_ips"]),
        )
        for rule in project.documents.get("firewall", firewall)["rules"]
    )


def _volumes(project: Project, server: int) -> Iterator[Volume]:
    for volume in project.documents.pointing("volume", ("server", server)):
        if volume["server"] == server:
            yield Volume(volume["id"], volume["name"], volume["size"], volume["format"])


def _network(network: Document) -> Network:
    return Network(
        network["id"],
        network["ip_range"],
        tuple(each["ip_range"] for each in network["subnets"]),
        tuple(Route(each["destination"], each["gateway"]) for each in network["routes"]),
    )
