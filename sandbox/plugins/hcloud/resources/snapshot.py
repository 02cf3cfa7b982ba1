"""Images made of servers: `Snapshot`."""

from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.schema.declare import integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document, actions_of
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import labels


class Snapshot(Collected):
    """A copy of a server's disk."""

    path, key = "/images", "image"
    schema = Schema(
        type="hcloud:index/snapshot:Snapshot",
        generation=Generation.SDK,
        properties={
            "serverId": integer(required=True, replaces=True),
            "description": string(),
            "labels": labels(),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Copy the disk."""
        body = {"type": "snapshot", "description": plan["description"], "labels": plan["labels"]}
        answer = self.api.post(f"/servers/{plan['serverId']}/actions/create_image", body, retried=frozenset({"locked"}))
        return Made(str(answer["image"]["id"]), actions_of(answer))

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties."""
        if document["type"] != "snapshot":
            raise PluginError(f"Snapshot {document['id']}: this image is a {document['type']}, not a snapshot")
        created_from = document["created_from"] or {}
        return {
            "serverId": created_from.get("id") or state.get("serverId"),
            "description": document["description"],
            "labels": document["labels"],
        }

    def amend(self, edit: Edit) -> None:
        """Change description and labels."""
        self.rename(edit, description="description")

    def seek(self, plan: Properties) -> str | None:
        """Return the newest one of the server with the same description and labels."""
        for each in self.api.all(self.path, self.keys, type="snapshot", sort="created:desc"):
            found = self.attributes(each, {})
            if all((found[name] or None) == (plan[name] or None) for name in found):
                return str(each["id"])
        return None
