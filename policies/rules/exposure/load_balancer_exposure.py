"""A public load balancer shows only what its role, and the role of every server behind it, may show to everybody.

What a server's port is used for cannot be seen here, so it is the port that the balancer listens on which both roles
must allow; that none of them leads to SSH's port is for `load-balancer-to-ssh`.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...picture.judge import Reached, Way, beyond
from ...picture.whole import READS, exposures_of
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "load-balancer-exposure",
    reads=READS,
    protects="no firewall filters a load balancer, so everybody reaches the servers behind it past their firewalls",
    remedy="keep it private (LoadBalancerNetwork with enable_public_interface=False), or let the pack's configuration"
    " allow the port for the roles of the load balancer and its servers",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Follow each service from its load balancer to the servers behind it."""
    for each in exposures_of(stack):
        if each.way is not Way.BALANCER:
            continue
        service = stack.at(each.at.key)
        if not isinstance(each, Reached):
            yield Finding(each.why, service)
        elif each.target and (open_to := beyond(each, settings.allow_list)):
            role = each.target.role
            whose = f"role {role!r}" if role else "no role"
            yield Finding(f"opens {each.target.name}, which has {whose}, on {open_to}", service)
