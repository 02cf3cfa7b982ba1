"""Volumes: `Volume`, `VolumeAttachment`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import PASSING, Api, Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import at_least, labels

SMALLEST_GB = 10
GONE = frozenset({"not_found", "volume_not_attached"})


class Volume(Collected):
    """Storage that outlives the server it is attached to."""

    path, key = "/volumes", "volume"
    schema = Schema(
        type="hcloud:index/volume:Volume",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "size": integer(required=True, rules=(at_least(SMALLEST_GB),)),
            "location": string(computed=True, replaces=True),
            "serverId": integer(computed=True),
            "labels": labels(),
            "linuxDevice": string(computed=True, output=True),
            "automount": boolean(),
            "format": string(rules=(one_of("ext4", "xfs"),)),
            "deleteProtection": boolean(default=False),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Make it, attached if it has a server."""
        return self.posted(
            {
                "name": plan["name"],
                "size": plan["size"],
                "location": plan["location"],
                "server": plan["serverId"] or None,
                "labels": plan["labels"],
                "automount": plan["automount"],
                "format": plan["format"],
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:  # noqa: ARG002
        """Return the properties."""
        return {
            "name": document["name"],
            "size": document["size"],
            "location": document["location"]["name"],
            "serverId": document["server"],
            "labels": document["labels"],
            "linuxDevice": document["linux_device"],
            "deleteProtection": document["protection"]["delete"],
        }

    def amend(self, edit: Edit) -> None:
        """Change name, labels, size and server; a format only counts when it is made."""
        self.rename(edit)
        if "serverId" in edit.changed:
            detach(self.api, edit.resource_id)
            if edit.plan["serverId"]:
                attach(self.api, edit.resource_id, edit.plan["serverId"], automount=edit.plan["automount"])
        if "size" in edit.changed:
            self.api.act(f"{self.place(edit.resource_id)}/actions/resize", {"size": edit.plan["size"]})
        self.protect(edit)

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it, from its server first."""
        detach(self.api, resource_id)
        super().remove(resource_id, state)


class VolumeAttachment(Managed):
    """A volume at a server; its id is the volume's."""

    schema = Schema(
        type="hcloud:index/volumeAttachment:VolumeAttachment",
        generation=Generation.SDK,
        properties={
            "volumeId": integer(required=True, replaces=True),
            "serverId": integer(required=True, replaces=True),
            "automount": boolean(computed=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Attach it."""
        attach(self.api, str(plan["volumeId"]), plan["serverId"], automount=plan["automount"])
        return Made(str(plan["volumeId"]))

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties; a volume at no server is no attachment."""
        found = self.api.get(f"/volumes/{resource_id}")
        if found is None or found["volume"]["server"] is None:
            return None
        automount = state.get("automount")
        return {"volumeId": int(resource_id), "serverId": found["volume"]["server"], "automount": automount}

    def amend(self, edit: Edit) -> None:
        """Do nothing: `automount` counts at the next attachment."""

    def remove(self, resource_id: str, state: Properties) -> None:
        """Detach it, unless it is at another server by now."""
        there = self.look(resource_id, state)
        if there is not None and there["serverId"] == state.get("serverId", there["serverId"]):
            detach(self.api, resource_id)

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the volume is at the server."""
        there = self.look(str(plan["volumeId"]), plan)
        return str(plan["volumeId"]) if there and there["serverId"] == plan["serverId"] else None


def attach(api: Api, volume: str, server: int, *, automount: bool | None) -> None:
    """Attach a volume to a server; one that is there already stays."""
    found = api.get(f"/volumes/{volume}")
    if found and found["volume"]["server"] == server:
        return
    body = {"server": server, "automount": automount or None}
    api.act(f"/volumes/{volume}/actions/attach", body, retried=PASSING)


def detach(api: Api, volume: str) -> None:
    """Detach a volume from whatever server it is at."""
    found = api.get(f"/volumes/{volume}")
    if found and found["volume"]["server"] is not None:
        api.act(f"/volumes/{volume}/actions/detach", settled=GONE)
