"""The project within one transaction: what handlers and effects work on."""

import json
import sqlite3

from sandbox.hetzner.actions import Actions
from sandbox.hetzner.addresses import Addresses
from sandbox.hetzner.catalogue import Catalogue
from sandbox.hetzner.clock import timestamp
from sandbox.hetzner.documents import Documents
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.labels import selector
from sandbox.hetzner.references import BY_LABELS, Document, Reference
from sandbox.machines.picture import Event


class Project:
    """Everything a token gives access to."""

    def __init__(
        self, connection: sqlite3.Connection, catalogue: Catalogue, now: float, action_seconds: float = 0.0
    ) -> None:
        self.catalogue = catalogue
        self.now = now
        self.action_seconds = action_seconds
        self.documents = Documents(connection)
        self.actions = Actions(connection, self.documents, now, action_seconds)
        self.addresses = Addresses(connection, self.documents)
        self.events: list[tuple[Event, int]] = []
        """What happened to which servers: the machines are told once the transaction is committed."""
        self.unavailable: frozenset[tuple[str, str]] = frozenset()
        """Server types and locations that a fault makes unavailable; `*` stands for any."""
        self._sql = connection

    @property
    def time(self) -> str:
        """Now, as the API writes it."""
        return timestamp(self.now)

    def sold_out(self, server_type: str, location: str) -> bool:
        """Tell whether a fault makes a server type unavailable in a location."""
        wanted = {(server_type, location), (server_type, "*"), ("*", location), ("*", "*")}
        return not wanted.isdisjoint(self.unavailable)

    def setting(self, name: str) -> str | None:
        """Return a setting made over the control interface, or None."""
        row = self._sql.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def quota(self, plural: str) -> int | None:
        """Return how many of a resource a project may have, or None if nothing limits it."""
        quotas: dict[str, int] = json.loads(self.setting("quotas") or "{}")
        limits: dict[str, int] = self.catalogue.limits["project"]
        return quotas.get(plural, limits.get(plural))

    def require_quota(self, kind: str, plural: str, more: int = 1) -> None:
        """Refuse more of a resource than the project may have.

        Raises:
            ApiError: `resource_limit_exceeded`.

        """
        quota = self.quota(plural)
        if quota is not None and self.documents.count(kind) + more > quota:
            limit = f"{kind}_limit"
            message = f"{kind} limit exceeded"
            raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": limit}]})

    def tell(self, event: Event, server: int) -> None:
        """Let the machines know, once the transaction is committed, what happened to a server."""
        self.events.append((event, server))

    def choosing(self, kind: str, server: Document) -> list[int]:
        """Return the ids of the firewalls or load balancers that a server is chosen by, directly or by its labels."""
        direct = {each["id"] for each in self.documents.pointing(kind, ("server", server["id"]))}
        by_labels = {
            each["id"]
            for each in self.documents.pointing(kind, BY_LABELS)
            if any(selector(expression)(server["labels"]) for expression in selectors(each))
        }
        return sorted(direct | by_labels)

    def selected_servers(self, expression: str) -> list[int]:
        """Return the ids of the servers whose labels a selector matches."""
        matches = selector(expression)
        return [identity for identity, labels in self.documents.labelled("server") if matches(labels)]

    def begin(
        self,
        command: str,
        *resources: Reference,
        effect: str = "",
        arguments: Document | None = None,
        locks: tuple[Reference, ...] = (),
        after: Document | None = None,
        seconds: float | None = None,
    ) -> Document:
        """Begin an action; see `Actions.begin`."""
        return self.actions.begin(
            self,
            command,
            resources,
            effect=effect,
            arguments=arguments,
            locks=locks,
            after=after,
            seconds=seconds,
        )


def selectors(chooser: Document) -> list[str]:
    """Return the selectors among what a firewall is applied to or a load balancer targets."""
    chosen = chooser["applied_to"] if "applied_to" in chooser else chooser["targets"]
    return [str(each["label_selector"]["selector"]) for each in chosen if each["type"] == "label_selector"]
