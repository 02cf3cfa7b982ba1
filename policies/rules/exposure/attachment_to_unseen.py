"""An attachment leads from a firewall of this stack to servers of this stack, or its effect cannot be judged."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.identifiers import identifier
from ...hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "attachment-to-unseen",
    reads=(FIREWALL_ATTACHMENT, FIREWALL),
    protects="a firewall only ever adds openings, and nobody can see here which ones these are",
    remedy="declare or import the firewall in this stack and pass its id",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for attachments of firewalls that are not in the stack."""
    for attachment in stack.of(FIREWALL_ATTACHMENT):
        target = stack.follow(attachment, "firewallId", FIREWALL)
        for value in target.unresolved:
            yield Finding(f"attaches firewall {identifier(value)}, which this stack does not declare", attachment)
        if not target.found and not target.unresolved:
            yield Finding("attaches a firewall that it does not name", attachment)
