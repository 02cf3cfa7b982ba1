"""Which firewalls filter which servers. There are four ways to attach one, and they add up.

Firewalls only ever add openings, so in doubt a firewall counts as attached; what this stack does not show is unseen.
"""

from collections.abc import Iterator

from ..picture.parts import Attachment
from ..reading import UNKNOWN, Value, listed
from ..resource import Resource, Stack
from .identifiers import identifier
from .selectors import Labelled
from .tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER


def attachments(stack: Stack, labelled: Labelled) -> Iterator[Attachment]:
    """Yield every attachment of a firewall to servers of this stack."""
    for server in stack.of(SERVER):
        yield from _of(stack, server, "firewallIds", "firewallIds names", (server.urn,))
    for attachment in stack.of(FIREWALL_ATTACHMENT):
        by_identifier = stack.follow(attachment, "serverIds", SERVER)
        servers = {server.urn: server for server in by_identifier.found}
        anybody = [UNKNOWN] if UNKNOWN in by_identifier.unresolved else []
        servers |= _meant(labelled, [*anybody, *listed(attachment.get("labelSelectors"))])
        yield from _of(stack, attachment, "firewallId", f"{attachment.name} attaches", tuple(servers))
    for firewall in stack.of(FIREWALL):
        if servers := _applied(stack, firewall, labelled):
            yield Attachment(firewall.urn, tuple(servers))


def _of(stack: Stack, resource: Resource, key: str, how: str, servers: tuple[str, ...]) -> Iterator[Attachment]:
    target = stack.follow(resource, key, FIREWALL)
    for firewall in target.found:
        yield Attachment(firewall.urn, servers)
    for value in target.unresolved:
        yield Attachment("", servers, f"{how} {_named(value)}, whose rules this stack does not show")


def _applied(stack: Stack, firewall: Resource, labelled: Labelled) -> dict[str, Resource]:
    """Return where a firewall says itself that it applies: to servers by id or label; an odd entry is any server."""
    servers: dict[str, Resource] = {}
    for entry in listed(firewall.get("applyTos")):
        number = entry.get("server") if isinstance(entry, dict) else UNKNOWN
        selector = entry.get("labelSelector") if isinstance(entry, dict) else None
        if number not in (None, 0):
            named = stack.resolve(firewall, "applyTos", [number], SERVER)
            servers |= {server.urn: server for server in named.found}
            selector = UNKNOWN if UNKNOWN in named.unresolved else selector
        if selector not in (None, ""):
            servers |= _meant(labelled, [selector])
    return servers


def _meant(labelled: Labelled, selectors: list[Value]) -> dict[str, Resource]:
    return {server.urn: server for selector in selectors for server in labelled.meant(selector)}


def _named(value: Value) -> str:
    return "a firewall that is not known before apply" if value is UNKNOWN else f"firewall {identifier(value)}"
