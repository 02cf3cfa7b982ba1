"""Placement groups: `PlacementGroup`."""

from sandbox.plugins.framework.schema.declare import integer, list_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import labels


class PlacementGroup(Collected):
    """A group of servers that run on different hosts."""

    path, key = "/placement_groups", "placement_group"
    schema = Schema(
        type="hcloud:index/placementGroup:PlacementGroup",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "type": string(required=True, replaces=True, rules=(one_of("spread"),)),
            "labels": labels(),
            "servers": list_of(integer(), computed=True, output=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Make an empty group."""
        return self.posted({"name": plan["name"], "type": plan["type"], "labels": plan["labels"]})

    def attributes(self, document: Document, state: Properties) -> Document:  # noqa: ARG002
        """Return the properties."""
        return {key: document[key] for key in ("name", "type", "labels", "servers")}

    def amend(self, edit: Edit) -> None:
        """Change name and labels."""
        self.rename(edit)
