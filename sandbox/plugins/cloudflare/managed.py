"""The framework's types, at this vendor: most are an element of a collection below a zone or an account."""

import re
from datetime import datetime
from typing import Any

from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.cloudflare.wire import api_name, received, sent
from sandbox.plugins.framework import managed
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.journal import CLOCK_SECONDS
from sandbox.plugins.framework.managed import Edit, Made
from sandbox.plugins.framework.values import Properties

__all__ = ["Collected", "Edit", "Made", "Managed", "Single"]
PLACE = re.compile(r"\{(\w+)\}")


class Managed(managed.Managed[Api]):
    """One type of the vendor's resources; where it is follows from its path."""

    path: str
    """Of the collection, or of the thing itself where its parent has one: `/zones/{zoneId}/dns_records`."""

    @property
    def parents(self) -> tuple[str, ...]:
        """Return the properties that the path is made of: the zone, the account."""
        return tuple(PLACE.findall(self.path))

    def at(self, values: Properties) -> str:
        """Return the path for some properties.

        Raises:
            PluginError: one that it is made of is not set.

        """
        missing = [name for name in self.parents if not values.get(name)]
        if missing:
            raise PluginError(f"{self.schema.title}: {missing[0]} is not set; set it", Outcome.INVALID)
        return PLACE.sub(lambda found: str(values[found[1]]), self.path)

    def body(self, plan: Properties) -> Document:
        """Return what is sent for a plan: what the program may set, without what the path says."""
        settable = {
            name: wanted
            for name, wanted in self.schema.properties.items()
            if not wanted.output and name not in self.parents
        }
        return sent(settable, plan)

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the vendor's document as properties."""
        own = {name: wanted for name, wanted in self.schema.properties.items() if name not in self.parents}
        return {**{name: state.get(name) for name in self.parents}, **received(own, document)}

    def located(self, text: str) -> tuple[str, Properties]:
        """Return id and parents for an import: `<zone id>/<id>`.

        Raises:
            PluginError: it has not that form.

        """
        *parents, own = text.split("/")
        if len(parents) != len(self.parents) or not all((*parents, own)):
            form = "/".join(f"<{api_name(each)}>" for each in (*self.parents, "id"))
            raise PluginError(f"{self.schema.title} {text!r}: no such id; write {form}", Outcome.INVALID)
        return own, dict(zip(self.parents, parents, strict=True))


class Collected(Managed):
    """Made with POST, looked at by its id, written whole with PUT, removed with DELETE."""

    key = "id"
    """What the vendor calls the id."""
    known_by: tuple[str, ...] = ("name",)
    """Properties by which one that was made is found among its siblings."""
    edits_with = "put"
    """`put` or `patch`."""

    def make(self, plan: Properties) -> Made:
        """Add it to its collection."""
        return Made(str(self.api.post(self.at(plan), self.body(plan))[self.key]))

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties as the vendor has them."""
        found = self.api.get(f"{self.at(state)}/{resource_id}")
        return None if found is None else self.attributes(found, state)

    def amend(self, edit: Edit) -> None:
        """Write it."""
        write = self.api.put if self.edits_with == "put" else self.api.patch
        write(f"{self.at(edit.plan)}/{edit.resource_id}", self.body(edit.plan))

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it."""
        self.api.delete(f"{self.at(state)}/{resource_id}")

    def seek(self, plan: Properties) -> str | None:
        """Return the id of one that is known by the same properties; the newest of several."""
        fitting = [
            each
            for each in self.api.all(self.at(plan))
            if all(self.attributes(each, plan).get(name) == plan.get(name) for name in self.known_by)
        ]
        return str(max(fitting, key=_made_at)[self.key]) if fitting else None

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:
        """Tell whether it came to be after it was asked for, as far as the vendor tells."""
        found = self.api.get(f"{self.at(plan)}/{resource_id}")
        made = _made_at(found or {})
        return found is not None and (not made or datetime.fromisoformat(made).timestamp() >= since - CLOCK_SECONDS)


class Single(Managed):
    """What its parent has exactly one of: its id is the parent's. Nothing makes it; it is changed."""

    writes_with = "patch"
    """`patch` or `put`."""

    def make(self, plan: Properties) -> Made:
        """Change it from what a new parent has."""
        self.write(plan, self.body(plan))
        return Made(str(plan[self.parents[-1]]))

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002 -- the path says it
        """Return the properties as the vendor has them."""
        found = self.api.get(self.at(state))
        return None if found is None else self.attributes(found, state)

    def amend(self, edit: Edit) -> None:
        """Change it."""
        self.write(edit.plan, self.body(edit.plan))

    def remove(self, resource_id: str, state: Properties) -> None:
        """Leave it as it is: the vendor has no call that takes it back, and the official plugin makes none."""

    def seek(self, plan: Properties) -> str | None:  # noqa: ARG002 -- as above
        """Return nothing: changing it again is no harm."""
        return None

    def write(self, values: Properties, body: object) -> Any:  # noqa: ANN401 -- a result may have any shape
        """Send a change."""
        return (self.api.patch if self.writes_with == "patch" else self.api.put)(self.at(values), body)

    def located(self, text: str) -> tuple[str, Properties]:
        """Return id and parents for an import: the parent's id."""
        parents = text.split("/")
        if len(parents) != len(self.parents) or not all(parents):
            form = "/".join(f"<{api_name(each)}>" for each in self.parents)
            raise PluginError(f"{self.schema.title} {text!r}: no such id; write {form}", Outcome.INVALID)
        return parents[-1], dict(zip(self.parents, parents, strict=True))


def _made_at(document: Document) -> str:
    return str(document.get("created_on") or document.get("created_at") or document.get("created") or "")
