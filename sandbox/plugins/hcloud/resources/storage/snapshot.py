"""`StorageBoxSnapshot`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.resources.storage.part import BoxPart
from sandbox.plugins.hcloud.rules import empty_labels


class StorageBoxSnapshot(BoxPart):
    """A snapshot of a storage box."""

    key = "snapshot"
    schema = Schema(
        type="hcloud:index/storageBoxSnapshot:StorageBoxSnapshot",
        generation=Generation.FRAMEWORK,
        properties={
            "storageBoxId": integer(required=True, replaces=True),
            "description": string(computed=True, default=""),
            "labels": empty_labels(),
            "name": string(computed=True, output=True, keeps=True),
            "isAutomatic": boolean(computed=True, output=True, keeps=True),
        },
        autonamed=False,
    )

    def make(self, plan: Properties) -> Made:
        """Take it."""
        return self.posted(plan["storageBoxId"], {"description": plan["description"], "labels": plan["labels"]})

    def attributes(self, document: Document, state: Properties) -> Document:  # noqa: ARG002
        """Return the properties."""
        return {
            "storageBoxId": document["storage_box"],
            "description": document["description"],
            "labels": document["labels"],
            "name": document["name"],
            "isAutomatic": document["is_automatic"],
        }

    def amend(self, edit: Edit) -> None:
        """Change description and labels."""
        self.api.put(self.place(edit.resource_id, edit.state), edit.body(description="description", labels="labels"))

    def seek(self, plan: Properties) -> str | None:
        """Return the newest one of the box with the same description and labels."""
        found = self.api.get(f"/storage_boxes/{plan['storageBoxId']}/snapshots") or {"snapshots": []}
        for each in reversed(found["snapshots"]):
            if each["description"] == (plan["description"] or "") and each["labels"] == plan["labels"]:
                return str(each["id"])
        return None
