"""The members of a network."""

from ipaddress import IPv4Address, IPv4Network

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.listing import equals, filtered, paged
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.networks.membership import MEMBERS

routes = Routes()


@routes.on("GET", "/networks/{id:int}/members")
def members(project: Project, request: Request) -> Answer:
    """List who is attached, with which addresses."""
    network = project.documents.get("network", request.id)
    found = [
        member(network, kind, document["id"], attachment)
        for kind in MEMBERS
        for document in project.documents.pointing(kind, ("network", request.id))
        for attachment in document["private_net"]
        if attachment["network"] == request.id
    ]
    entries = filtered(request, found, {"type": equals("type"), "status": equals("status")})
    return paged(request, "members", entries, lambda entry: entry)


def member(network: Document, kind: str, identity: int, attachment: Document) -> Document:
    """Return one member as the API shows it."""
    address = IPv4Address(attachment["ip"])
    subnet = next((each["ip_range"] for each in network["subnets"] if address in IPv4Network(each["ip_range"])), None)
    return {
        "type": kind,
        "id": identity,
        "ip": attachment["ip"],
        "alias_ips": attachment.get("alias_ips", []),
        "subnet": subnet,
        "status": "attaching" if attachment.get("pending") else "ok",
    }
