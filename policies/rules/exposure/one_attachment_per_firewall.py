"""A firewall is attached in one way only, because an attachment takes it away from every server that it does not list.

Source: terraform-provider-hcloud, docs/resources/firewall_attachment.md: only one attachment per firewall is allowed,
and all that should have the firewall is named in it.
"""

from collections import defaultdict
from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "one-attachment-per-firewall",
    reads=(FIREWALL_ATTACHMENT, FIREWALL, SERVER),
    protects="attachments of one firewall take it away from each other's servers, in turns, and leave them open",
    remedy="attach the firewall by the servers' own firewall_ids, or list every server and selector in one attachment",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for what else attaches a firewall that has an attachment."""
    attached: dict[str, list[Resource]] = defaultdict(list)
    for attachment in stack.of(FIREWALL_ATTACHMENT):
        for named in stack.follow(attachment, "firewallId", FIREWALL).found:
            attached[named.urn].append(attachment)
    naming: dict[str, list[Resource]] = defaultdict(list)
    for server in stack.of(SERVER):
        for named in stack.follow(server, "firewallIds", FIREWALL).found:
            naming[named.urn].append(server)
    for firewall in stack.of(FIREWALL):
        if firewall.urn not in attached:
            continue
        first, *more = sorted(attached[firewall.urn], key=lambda attachment: attachment.urn)
        for other in more:
            yield Finding(f"attaches firewall {firewall.name}, which {first.name} attaches already", other)
        if firewall.get("applyTos") not in (None, []):
            yield Finding(f"attaches firewall {firewall.name}, which has a list of its own (applyTos)", first)
        yield from _left_out(stack, firewall, first, naming[firewall.urn])


def _left_out(stack: Stack, firewall: Resource, attachment: Resource, naming: list[Resource]) -> Iterator[Finding]:
    """Report servers that name the firewall and that its attachment does not list."""
    listed = stack.follow(attachment, "serverIds", SERVER).found
    for server in naming:
        if server not in listed:
            yield Finding(f"takes firewall {firewall.name} away from {server.name}, which it does not list", attachment)
