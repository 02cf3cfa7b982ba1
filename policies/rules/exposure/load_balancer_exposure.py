"""A public load balancer shows only what its role, and the role of every server behind it, may show to everybody.

What a server's port is used for cannot be seen here, so it is the port that the balancer listens on which both roles
must allow; that none of them leads to SSH's port is for `load-balancer-to-ssh`.
"""

from collections.abc import Iterator

from ...allow_list import ROLE_LABEL
from ...exposure import Exposure, excess
from ...finding import Finding
from ...hetzner.balancer import LISTEN, is_public, service_port, services, targets
from ...hetzner.tokens import (
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
    SERVER,
)
from ...networks import EVERYWHERE
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "load-balancer-exposure",
    reads=(LOAD_BALANCER, LOAD_BALANCER_NETWORK, LOAD_BALANCER_SERVICE, LOAD_BALANCER_TARGET, SERVER),
    protects="no firewall filters a load balancer, so everybody reaches the servers behind it past their firewalls",
    remedy="keep it private (LoadBalancerNetwork with enable_public_interface=False), or let the pack's configuration"
    " allow the port for the roles of the load balancer and its servers",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Follow each service from its load balancer to the servers behind it."""
    for service in stack.of(LOAD_BALANCER_SERVICE):
        if not stack.follow(service, "loadBalancerId", LOAD_BALANCER).found:
            yield Finding("belongs to a load balancer that this stack does not declare, and may be public", service)
    for balancer in stack.of(LOAD_BALANCER):
        if is_public(balancer, stack):
            for service in services(balancer, stack):
                yield from _service(service, balancer, stack, settings)


def _service(service: Resource, balancer: Resource, stack: Stack, settings: Settings) -> Iterator[Finding]:
    behind = targets(balancer, stack)
    opened = Exposure("tcp", service_port(service, LISTEN), EVERYWHERE)
    for owner in (balancer, *behind.servers):
        role = owner.label(ROLE_LABEL)
        whose = f"role {role!r}" if role else "no role"
        if open_to := excess(opened, settings.allow_list.of(role)):
            yield Finding(f"opens {owner.name}, which has {whose}, on {open_to}", service)
    for unseen in behind.unseen:
        yield Finding(f"leads through {unseen} to something whose role cannot be seen", service)
