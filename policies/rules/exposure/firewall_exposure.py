"""A firewall lets in only what the allow-list knows, in whatever notation it is written.

A firewall with a role is held to that role; one without, to what some role may show. Which servers it filters is seen
only on the stack: `server-exposure` is the precise one, this one stops a deployment without a preview too.
"""

from collections.abc import Iterator

from ...allow_list import ROLE_LABEL
from ...exposure import excess
from ...finding import Finding
from ...hetzner.firewall import openings
from ...hetzner.tokens import FIREWALL
from ...picture.parts import Problem
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "firewall-exposure",
    on=(FIREWALL,),
    protects="whatever listens there, SSH on any port included, can be attacked by everybody",
    remedy="remove the rule; people come through the WireGuard tunnel, visitors through the edge (policies/roles.yaml)",
)
def rule(firewall: Resource, settings: Settings) -> Iterator[Finding]:
    """Compare each inbound rule with the allow-list."""
    role = firewall.label(ROLE_LABEL)
    allowed = settings.allow_list.of(role) if role else settings.allow_list.of_any()
    verdict = f"which role {role!r} may not show" if role else "which no role may show"
    for opening in openings(firewall):
        if isinstance(opening, Problem):
            yield Finding(f"{opening.where}: {opening.why}, so it counts as open to everybody")
        elif open_to := excess(opening.exposure, allowed):
            yield Finding(f"{opening.where} opens {open_to}{opening.caveat}, {verdict}")
