"""Types that are a collection of the vendor's API: `/networks`, `/networks/{id}`."""

from abc import abstractmethod
from datetime import datetime

from sandbox.plugins.framework.journal import CLOCK_SECONDS
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document, actions_of
from sandbox.plugins.hcloud.managed import Edit, Made, Managed


def made_for(document: Document, plan: Properties, since: float) -> bool:
    """Tell whether a vendor's document may be what a plan asked for at a moment, in seconds since 1970."""
    created = datetime.fromisoformat(document["created"]).timestamp()
    return created >= since - CLOCK_SECONDS and document["labels"] == (plan.get("labels") or {})


class Collected(Managed):
    """Made with POST, looked at by its id, found by its name, removed with DELETE."""

    path: str
    key: str
    """Name of one element in the vendor's answers."""

    @property
    def keys(self) -> str:
        """Return the name of the elements in the vendor's listings."""
        return f"{self.key}s"

    @abstractmethod
    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the vendor's document as properties."""

    def place(self, resource_id: str) -> str:
        """Return the path of one element."""
        return f"{self.path}/{resource_id}"

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties as the vendor has them."""
        found = self.api.get(self.place(resource_id))
        return None if found is None else self.attributes(found[self.key], state)

    def remove(self, resource_id: str, state: Properties) -> None:  # noqa: ARG002 -- some types need it
        """Remove it."""
        self.api.delete(self.place(resource_id))

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Protect it where the program says so."""
        if plan.get("deleteProtection"):
            self.shield(resource_id, on=True)

    def seek(self, plan: Properties) -> str | None:
        """Return the id of the one with the plan's name: names are unique in a project."""
        return self.named(plan["name"]) if plan.get("name") else None

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:
        """Tell whether it came to be after it was asked for, with the labels that were asked for."""
        found = self.api.get(self.place(resource_id))
        return found is not None and made_for(found[self.key], plan, since)

    def named(self, name: str) -> str | None:
        """Return the id of the one with a name."""
        return next((str(each["id"]) for each in self.api.all(self.path, self.keys, name=name)), None)

    def located(self, text: str) -> tuple[str, Properties]:
        """Return the id for an id or a name."""
        return (text if text.isdecimal() else self.named(text) or text), {}

    def posted(self, body: Document) -> Made:
        """Make it with a request's body."""
        answer = self.api.post(self.path, body)
        return Made(str(answer[self.key]["id"]), actions_of(answer))

    def protect(self, edit: Edit) -> None:
        """Switch the protection against deletion if it changed."""
        if "deleteProtection" in edit.changed:
            self.shield(edit.resource_id, on=edit.plan["deleteProtection"])

    def shield(self, resource_id: str, *, on: bool) -> None:
        """Switch the protection against deletion."""
        self.api.act(f"{self.place(resource_id)}/actions/change_protection", {"delete": on})

    def rename(self, edit: Edit, **others: str) -> None:
        """Write name, labels and other plain fields if they changed; labels that are gone are none."""
        body = edit.body(name="name", **others)
        if "labels" in edit.changed and "labels" in self.schema.properties:
            body["labels"] = edit.plan["labels"] or {}
        if body:
            self.api.put(self.place(edit.resource_id), body)
