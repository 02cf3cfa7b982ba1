"""Reverse DNS of servers: entries of their primary IPs."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Pointer
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import primary_ips, reverse_dns
from sandbox.hetzner.resources.mutations import INSTANT, acting

routes = Routes()


@acting(routes, "servers", "change_dns_ptr")
def change_dns_ptr(project: Project, request: Request) -> Document:
    """Set or reset the entry of one of the server's addresses."""
    body = request.body(Pointer)
    project.documents.get("server", request.id)
    reverse_dns.require_sound(body)
    for address in primary_ips.of_server(project, request.id):
        if reverse_dns.covers(address["ip"], body.ip):
            address["dns_ptr"] = reverse_dns.changed(address["dns_ptr"], address["ip"], body)
            project.documents.put("primary_ip", address)
            return project.begin("change_dns_ptr", ("server", request.id), seconds=INSTANT)
    raise ApiError("not_found", f"server {request.id} has no IP '{body.ip}'")
