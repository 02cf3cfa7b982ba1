"""What belongs to one storage box: `/storage_boxes/{box}/snapshots/{id}`, `/storage_boxes/{box}/subaccounts/{id}`."""

from abc import abstractmethod

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document, actions_of
from sandbox.plugins.hcloud.collected import made_for
from sandbox.plugins.hcloud.managed import Made, Managed


class BoxPart(Managed):
    """Its id is the vendor's number; an import's names the box too: `<box>/<number>`."""

    key: str

    @property
    def api(self) -> Api:
        """Return the API of the storage boxes."""
        return super().api.storage

    @abstractmethod
    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the vendor's document as properties."""

    def place(self, resource_id: str, state: Properties) -> str:
        """Return the path of one element."""
        return f"/storage_boxes/{state['storageBoxId']}/{self.key}s/{resource_id}"

    def located(self, text: str) -> tuple[str, Properties]:
        """Return id and box of `<storage box id>/<id>`.

        Raises:
            PluginError: it has not that form.

        """
        box, slash, own = text.partition("/")
        if not (box.isdecimal() and slash and own.isdecimal()):
            message = f"{self.schema.title} {text!r}: no such id; write <storage box id>/<id>"
            raise PluginError(message, Outcome.INVALID)
        return own, {"storageBoxId": int(box)}

    def posted(self, box: int, body: Document) -> Made:
        """Make it with a request's body."""
        answer = self.api.post(f"/storage_boxes/{box}/{self.key}s", body)
        return Made(str(answer[self.key]["id"]), actions_of(answer))

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:
        """Tell whether it came to be after it was asked for, with the labels that were asked for."""
        found = self.api.get(self.place(resource_id, plan))
        return found is not None and made_for(found[self.key], plan, since)

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties as the vendor has them."""
        found = self.api.get(self.place(resource_id, state))
        return None if found is None else self.attributes(found[self.key], state)

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it."""
        self.api.delete(self.place(resource_id, state))
