"""Creating networks."""

from typing import TYPE_CHECKING

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources.networks import plan, routing, subnets
from sandbox.hetzner.resources.networks.bodies import Create
from sandbox.hetzner.resources.networks.collection import view

if TYPE_CHECKING:
    from sandbox.hetzner.references import Document

routes = Routes()


@routes.on("POST", "/networks")
def create(project: Project, request: Request) -> Answer:
    """Create a network, with subnets and routes."""
    body = request.body(Create)
    ip_range = str(plan.whole_range(body.ip_range))
    project.require_quota("network", "networks")
    project.documents.require_free_name("network", body.name)
    network: Document = {
        "id": project.documents.next("network"),
        "name": body.name,
        "ip_range": ip_range,
        "subnets": [],
        "routes": [],
        "protection": {"delete": False},
        "labels": body.labels or {},
        "created": project.time,
        "expose_routes_to_vswitch": bool(body.expose_routes_to_vswitch),
    }
    for subnet in body.subnets or ():
        network["subnets"].append(subnets.planned(project, network, subnet))
    for hop in body.routes or ():
        network["routes"].append(routing.planned(project, network, hop))
    project.documents.put("network", network)
    return created(network=view(project, network))
