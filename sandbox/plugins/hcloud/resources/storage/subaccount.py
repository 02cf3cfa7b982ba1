"""`StorageBoxSubaccount`."""

from sandbox.plugins.framework.schema.declare import integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.resources.storage.part import BoxPart
from sandbox.plugins.hcloud.resources.storage.settings import SUBACCOUNT, access_settings, sent, shown
from sandbox.plugins.hcloud.rules import empty_labels


class StorageBoxSubaccount(BoxPart):
    """An account that sees one folder of a storage box."""

    key = "subaccount"
    schema = Schema(
        type="hcloud:index/storageBoxSubaccount:StorageBoxSubaccount",
        generation=Generation.FRAMEWORK,
        properties={
            "storageBoxId": integer(required=True, replaces=True),
            "name": string(computed=True),
            "homeDirectory": string(required=True),
            "password": string(required=True, secret=True),
            "description": string(computed=True, default=""),
            "labels": empty_labels(),
            "accessSettings": access_settings(SUBACCOUNT),
            "username": string(computed=True, output=True, keeps=True),
            "server": string(computed=True, output=True, keeps=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Make it."""
        return self.posted(
            plan["storageBoxId"],
            {
                "name": plan["name"],
                "home_directory": plan["homeDirectory"],
                "password": plan["password"],
                "description": plan["description"],
                "labels": plan["labels"],
                "access_settings": sent(plan["accessSettings"]),
            },
        )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the password never comes back."""
        return {
            "storageBoxId": document["storage_box"],
            "name": document["name"],
            "homeDirectory": document["home_directory"],
            "password": state.get("password"),
            "description": document["description"],
            "labels": document["labels"],
            "accessSettings": shown(document["access_settings"], SUBACCOUNT),
            "username": document["username"],
            "server": document["server"],
        }

    def amend(self, edit: Edit) -> None:
        """Change everything but its box."""
        place = self.place(edit.resource_id, edit.state)
        if "homeDirectory" in edit.changed:
            self.api.act(f"{place}/actions/change_home_directory", {"home_directory": edit.plan["homeDirectory"]})
        if "password" in edit.changed:
            self.api.act(f"{place}/actions/reset_subaccount_password", {"password": edit.plan["password"]})
        if "accessSettings" in edit.changed:
            self.api.act(f"{place}/actions/update_access_settings", sent(edit.plan["accessSettings"]))
        body = edit.body(name="name", description="description", labels="labels")
        if body:
            self.api.put(place, body)

    def seek(self, plan: Properties) -> str | None:
        """Return the one of the box with the plan's name."""
        found = self.api.get(f"/storage_boxes/{plan['storageBoxId']}/subaccounts") or {"subaccounts": []}
        return next((str(each["id"]) for each in found["subaccounts"] if each["name"] == plan["name"]), None)
