"""An attachment leads from a firewall of this stack to servers of this stack, or its effect cannot be judged.

A firewall that opens only what every server may show does no harm anywhere.
"""

from collections.abc import Iterator

from ...exposure import excess
from ...finding import Finding
from ...hetzner.firewall import openings
from ...hetzner.identifiers import identifier
from ...hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from ...picture.parts import Problem
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "attachment-to-unseen",
    reads=(FIREWALL_ATTACHMENT, FIREWALL, SERVER),
    protects="a firewall only ever adds openings, and nobody can see here which ones these are",
    remedy="declare or import the firewall, and the servers, in this stack and pass their ids",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Look for attachments of firewalls, or to servers, that are not in the stack."""
    for attachment in stack.of(FIREWALL_ATTACHMENT):
        target = stack.follow(attachment, "firewallId", FIREWALL)
        for value in target.unresolved:
            yield Finding(f"attaches firewall {identifier(value)}, which this stack does not declare", attachment)
        if not target.found and not target.unresolved:
            yield Finding("attaches a firewall that it does not name", attachment)
        unseen = stack.follow(attachment, "serverIds", SERVER).unresolved
        for firewall in target.found:
            if unseen and _opens_for_a_role(firewall, settings):
                servers = ", ".join(identifier(value) for value in unseen)
                yield Finding(
                    f"attaches firewall {firewall.name} to server {servers}, whose role this stack does not show",
                    attachment,
                )
    yield from _applied(stack, settings)


def _applied(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Look for firewalls that apply themselves to servers that are not in the stack."""
    for firewall in stack.of(FIREWALL):
        entries = firewall.get("applyTos")
        named = [
            entry.get("server") for entry in (entries if isinstance(entries, list) else []) if isinstance(entry, dict)
        ]
        numbers = [value for value in named if value not in (None, 0)]
        unseen = stack.resolve(firewall, "applyTos", numbers, SERVER).unresolved
        if unseen and _opens_for_a_role(firewall, settings):
            servers = ", ".join(identifier(value) for value in unseen)
            yield Finding(f"applies itself to server {servers}, whose role this stack does not show", firewall)


def _opens_for_a_role(firewall: Resource, settings: Settings) -> bool:
    """Tell whether it opens, or may open, what only servers of some role may show."""
    everyone = settings.allow_list.of(None)
    return any(isinstance(each, Problem) or excess(each.exposure, everyone) for each in openings(firewall))
