"""Which firewalls filter a server: its own list, attachments, and the firewalls' own `applyTos`, by id or by label.

When in doubt, a firewall is attached: firewalls only ever add openings.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading import UNKNOWN, Value
from ..resource import Resource, Stack
from . import selectors
from .tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER


@dataclass(frozen=True)
class Attached:
    """Firewalls that come to a server one way."""

    firewalls: tuple[Resource, ...] = ()
    unseen: tuple[str, ...] = ()
    """What else is attached, and cannot be judged because this stack does not declare it."""


@dataclass(frozen=True)
class _ByLabel:
    """An attachment to whatever servers have the right labels."""

    selectors: tuple[Value, ...]
    attached: Attached

    def applies(self, server: Resource) -> bool:
        return any(selected(server, selector) for selector in self.selectors)


class Attachments:
    """All attachments of a stack, read once."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._by_server: dict[str, list[Attached]] = defaultdict(list)
        self._by_label: list[_ByLabel] = []
        for attachment in stack.of(FIREWALL_ATTACHMENT):
            target = self._attached(attachment, "firewallId", f"{attachment.name} attaches")
            servers = stack.follow(attachment, "serverIds", SERVER)
            for server in servers.found:
                self._by_server[server.urn].append(target)
            anybody = [UNKNOWN] if UNKNOWN in servers.unresolved else []
            self._add(target, [*anybody, *_entries(attachment.get("labelSelectors"))])
        for firewall in stack.of(FIREWALL):
            self._apply(firewall)

    def of(self, server: Resource) -> Attached:
        """Return every firewall that filters this server, each once."""
        ways = [
            self._attached(server, "firewallIds", "firewallIds names"),
            *self._by_server.get(server.urn, ()),
            *(way.attached for way in self._by_label if way.applies(server)),
        ]
        firewalls = {firewall.urn: firewall for way in ways for firewall in way.firewalls}
        return Attached(tuple(firewalls.values()), tuple(unseen for way in ways for unseen in way.unseen))

    def _attached(self, resource: Resource, key: str, how: str) -> Attached:
        target = self._stack.follow(resource, key, FIREWALL)
        return Attached(target.found, tuple(f"{how} {_named(value)}" for value in target.unresolved))

    def _apply(self, firewall: Resource) -> None:
        """Take a firewall's own list of where it applies: servers by id, or by label; an odd entry means any server."""
        texts: list[Value] = []
        for entry in _entries(firewall.get("applyTos")):
            identifier = entry.get("server") if isinstance(entry, dict) else UNKNOWN
            selector = entry.get("labelSelector") if isinstance(entry, dict) else None
            if identifier is UNKNOWN or selector is not None:
                texts.append(UNKNOWN if identifier is UNKNOWN else selector)
            else:
                for server in self._stack.named(identifier, SERVER):
                    self._by_server[server.urn].append(Attached((firewall,)))
        self._add(Attached((firewall,)), texts)

    def _add(self, attached: Attached, texts: list[Value]) -> None:
        if texts:
            self._by_label.append(_ByLabel(tuple(texts), attached))


def selected(server: Resource, selector: Value) -> bool:
    """Tell whether a label selector may mean this server; one that cannot be read may mean any."""
    labels = server.get("labels")
    if not isinstance(selector, str) or not (labels is None or isinstance(labels, dict)):
        return True
    known = {key: value for key, value in (labels or {}).items() if isinstance(value, str)}
    if len(known) != len(labels or {}):
        return True
    try:
        return selectors.parse(selector)(known)
    except selectors.SelectorError:
        return True


def _named(value: Value) -> str:
    return "a firewall that is not known before apply" if value is UNKNOWN else f"firewall {value}"


def _entries(value: Value) -> Iterator[Value]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
