"""A server shows only what its role may show: the union of every firewall that filters it, however it is attached.

A public server without any firewall is for `firewall-at-creation`, which stops it before it is made.
"""

from collections.abc import Iterator

from ...allow_list import ROLE_LABEL
from ...finding import Finding
from ...picture.judge import Reached, Way, beyond
from ...picture.whole import READS, exposures_of
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "server-exposure",
    reads=READS,
    protects="whatever listens there, SSH on any port included, can be attacked by everybody",
    remedy=f"label the server with its role ({ROLE_LABEL}), and give it firewalls of this stack that open only that",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Compare each server's openings with its role."""
    for each in exposures_of(stack):
        if each.way is not Way.FIREWALL or each.target is None:
            continue
        server, role = stack.at(each.target.key), each.target.role
        if not isinstance(each, Reached):
            yield Finding(each.why, server)
        elif open_to := beyond(each, settings.allow_list):
            whose = f"role {role!r}" if role else "a server without a role"
            where = f"firewall {each.at.name} {each.where}"
            yield Finding(f"{where} opens {open_to}{each.caveat}, which {whose} may not show", server)
