"""`StorageBox`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document, without_none
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.resources.storage.settings import BOX, access_settings, sent, shown
from sandbox.plugins.hcloud.rules import empty_labels

PLAN = {
    "maxSnapshots": "max_snapshots",
    "minute": "minute",
    "hour": "hour",
    "dayOfWeek": "day_of_week",
    "dayOfMonth": "day_of_month",
}


def _one_day(inputs: Properties) -> list[tuple[str, str]]:
    plan = inputs.get("snapshotPlan")
    if isinstance(plan, dict) and plan.get("dayOfWeek") is not None and plan.get("dayOfMonth") is not None:
        return [("snapshotPlan", "dayOfWeek and dayOfMonth exclude each other; remove one")]
    return []


class StorageBox(Collected):
    """Storage behind SFTP, Samba and WebDAV. The vendor keeps these at an endpoint of their own."""

    path, key = "/storage_boxes", "storage_box"
    schema = Schema(
        type="hcloud:index/storageBox:StorageBox",
        generation=Generation.FRAMEWORK,
        properties={
            "name": string(required=True),
            "storageBoxType": string(required=True),
            "location": string(required=True, replaces=True),
            "password": string(required=True, secret=True),
            "labels": empty_labels(),
            "sshKeys": list_of(string(), computed=True, default=[], replaces=True),
            "accessSettings": access_settings(BOX),
            "deleteProtection": boolean(computed=True, default=False),
            "snapshotPlan": nested(
                {
                    "maxSnapshots": integer(required=True),
                    "minute": integer(required=True),
                    "hour": integer(required=True),
                    "dayOfWeek": integer(),
                    "dayOfMonth": integer(),
                }
            ),
            "username": string(computed=True, output=True, keeps=True),
            "server": string(computed=True, output=True, keeps=True),
            "system": string(computed=True, output=True, keeps=True),
        },
        checks=(_one_day,),
    )

    @property
    def api(self) -> Api:
        """Return the API of the storage boxes."""
        return super().api.storage

    @property
    def keys(self) -> str:
        """Return the name of the elements in the vendor's listings."""
        return "storage_boxes"

    def make(self, plan: Properties) -> Made:
        """Order it."""
        return self.posted(
            {
                "name": plan["name"],
                "storage_box_type": plan["storageBoxType"],
                "location": plan["location"],
                "password": plan["password"],
                "labels": plan["labels"],
                "ssh_keys": plan["sshKeys"] or None,
                "access_settings": sent(plan["accessSettings"]),
            }
        )

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Protect it, and have it make snapshots."""
        if plan["snapshotPlan"]:
            self._plan(resource_id, plan["snapshotPlan"])
        super().finish(resource_id, plan)

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; password and keys never come back."""
        plan = document["snapshot_plan"]
        return {
            "name": document["name"],
            "storageBoxType": document["storage_box_type"]["name"],
            "location": document["location"]["name"],
            "password": state.get("password"),
            "labels": document["labels"],
            "sshKeys": state.get("sshKeys") or [],
            "accessSettings": shown(document["access_settings"], BOX),
            "deleteProtection": document["protection"]["delete"],
            "snapshotPlan": {own: plan.get(vendor) for own, vendor in PLAN.items()} if plan else None,
            "username": document["username"],
            "server": document["server"],
            "system": document["system"],
        }

    def amend(self, edit: Edit) -> None:
        """Change everything but its place and its first keys."""
        place = f"{self.place(edit.resource_id)}/actions"
        if "storageBoxType" in edit.changed:
            self.api.act(f"{place}/change_type", {"storage_box_type": edit.plan["storageBoxType"]})
        if "password" in edit.changed:
            self.api.act(f"{place}/reset_password", {"password": edit.plan["password"]})
        if "accessSettings" in edit.changed:
            self.api.act(f"{place}/update_access_settings", sent(edit.plan["accessSettings"]))
        if "snapshotPlan" in edit.changed:
            self._plan(edit.resource_id, edit.plan["snapshotPlan"])
        self.rename(edit)
        self.protect(edit)

    def _plan(self, resource_id: str, plan: Properties | None) -> None:
        place = f"{self.place(resource_id)}/actions"
        if plan is None:
            self.api.act(f"{place}/disable_snapshot_plan")
        else:
            body = {vendor: plan.get(own) for own, vendor in PLAN.items()}
            self.api.act(f"{place}/enable_snapshot_plan", without_none(body))
