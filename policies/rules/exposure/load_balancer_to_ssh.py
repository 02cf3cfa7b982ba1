"""A load balancer never carries SSH: no firewall filters it."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.balancer import DESTINATION, LISTEN, service_port
from ...hetzner.tokens import LOAD_BALANCER_SERVICE
from ...ports import SSH
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "load-balancer-to-ssh",
    on=(LOAD_BALANCER_SERVICE,),
    protects="no firewall filters a load balancer, and SSH behind it would be public on whatever port it listens",
    remedy="remove the service; people come through the WireGuard tunnel",
)
def rule(service: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at both ports. Whether the rest may be public depends on the stack: `load-balancer-exposure`."""
    listen, destination = service_port(service, LISTEN), service_port(service, DESTINATION)
    if SSH in listen:
        yield Finding(f"listens on {listen}, which is or may be SSH's port 22")
    if SSH in destination:
        yield Finding(f"leads to {destination}, which is or may be SSH's port 22")
