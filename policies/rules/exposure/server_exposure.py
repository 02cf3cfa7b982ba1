"""A server shows only what its role may show: the union of every firewall that filters it, however it is attached."""

from collections.abc import Iterator

from ...allow_list import ROLE_LABEL
from ...exposure import excess
from ...finding import Finding
from ...hetzner.attachment import Attachments
from ...hetzner.firewall import Problem, openings
from ...hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "server-exposure",
    reads=(SERVER, FIREWALL, FIREWALL_ATTACHMENT),
    protects="whatever listens there, SSH on any port included, can be attacked by everybody",
    remedy=f"label the server with its role ({ROLE_LABEL}), and give it firewalls of this stack that open only that",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Compare each server's openings with its role."""
    attachments = Attachments(stack)
    for server in stack.of(SERVER):
        role = server.label(ROLE_LABEL)
        attached = attachments.of(server)
        for unseen in attached.unseen:
            yield Finding(f"{unseen}, whose rules this stack does not show", server)
        for firewall in attached.firewalls:
            for facts in _beyond_role(firewall, role, settings):
                yield Finding(facts, server)


def _beyond_role(firewall: Resource, role: str | None, settings: Settings) -> Iterator[str]:
    whose = f"role {role!r}" if role else "a server without a role"
    for opening in openings(firewall):
        where = f"firewall {firewall.name} {opening.where}"
        if isinstance(opening, Problem):
            yield f"{where}: {opening.why}, so it counts as open to everybody"
        elif open_to := excess(opening.exposure, settings.allow_list.of(role)):
            yield f"{where} opens {open_to}{opening.caveat}, which {whose} may not show"
