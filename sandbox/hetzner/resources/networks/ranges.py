"""The range of a whole network: it can grow, never shrink."""

from ipaddress import IPv4Network

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.networks import plan
from sandbox.hetzner.resources.networks.collection import require_idle

routes = Routes()


class ChangeRange(Body):
    """Change the range of a network."""

    ip_range: str


@acting(routes, "networks", "change_ip_range")
def change_ip_range(project: Project, request: Request) -> Document:
    """Extend the range; its first address stays, because it is the gateway."""
    wanted = plan.whole_range(request.body(ChangeRange).ip_range)
    network = project.documents.get("network", request.id)
    require_idle(project, request.id)
    current = IPv4Network(network["ip_range"])
    if not current.subnet_of(wanted) or current.network_address != wanted.network_address:
        raise invalid("ip_range", f"'{wanted}' does not extend {current}: it can grow, from the same base, not shrink")
    resource = ("network", request.id)
    arguments = {"network": request.id, "ip_range": str(wanted)}
    return project.begin("change_ip_range", resource, effect="change_ip_range", arguments=arguments, locks=(resource,))


@effect("change_ip_range")
def extended(project: Project, arguments: Document) -> None:
    """Record the range."""
    network = project.documents.get("network", arguments["network"])
    project.documents.put("network", network | {"ip_range": arguments["ip_range"]})
