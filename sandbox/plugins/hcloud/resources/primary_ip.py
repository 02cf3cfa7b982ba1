"""Primary IPs: `PrimaryIp`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import empty_labels, exactly_one


class PrimaryIp(Collected):
    """A public address that outlives the server it is assigned to."""

    path, key = "/primary_ips", "primary_ip"
    schema = Schema(
        type="hcloud:index/primaryIp:PrimaryIp",
        generation=Generation.FRAMEWORK,
        properties={
            "type": string(required=True, replaces=True, rules=(one_of("ipv4", "ipv6"),)),
            "name": string(computed=True),
            "location": string(computed=True, replaces=True, keeps=True),
            "datacenter": string(computed=True, replaces=True, keeps=True),
            "assigneeId": integer(computed=True, keeps=True),
            "assigneeType": string(computed=True, default="server", rules=(one_of("server"),)),
            "autoDelete": boolean(computed=True, default=False),
            "labels": empty_labels(),
            "deleteProtection": boolean(computed=True, default=False),
            "ipAddress": string(computed=True, output=True, keeps=True),
            "ipNetwork": string(computed=True, output=True, keeps=True),
        },
        checks=(exactly_one("location", "datacenter", "assigneeId"),),
    )

    def make(self, plan: Properties) -> Made:
        """Take one."""
        return self.posted(
            {
                "name": plan["name"],
                "type": plan["type"],
                "labels": plan["labels"],
                "auto_delete": plan["autoDelete"],
                "location": plan["location"],
                "datacenter": plan["datacenter"],
                "assignee_id": plan["assigneeId"],
                "assignee_type": plan["assigneeType"] if plan["assigneeId"] else None,
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; what it may be assigned to is what the program says until it is assigned."""
        network = document["ip"] if document["type"] == "ipv6" else None
        return {
            "name": document["name"],
            "type": document["type"],
            "location": document["location"]["name"],
            "datacenter": (document.get("datacenter") or {}).get("name"),
            "assigneeId": document["assignee_id"] or 0,
            "assigneeType": document["assignee_type"]
            if document["assignee_id"]
            else state.get("assigneeType") or "server",
            "autoDelete": document["auto_delete"],
            "labels": document["labels"],
            "deleteProtection": document["protection"]["delete"],
            "ipAddress": document["ip"].partition("/")[0],
            "ipNetwork": network,
        }

    def amend(self, edit: Edit) -> None:
        """Change name, labels, fate and assignment."""
        self.rename(edit, auto_delete="autoDelete")
        if "assigneeId" in edit.changed:
            self._reassign(edit)
        self.protect(edit)

    def _reassign(self, edit: Edit) -> None:
        place = self.place(edit.resource_id)
        if edit.state.get("assigneeId"):
            self.api.act(f"{place}/actions/unassign", settled=frozenset({"primary_ip_not_assigned"}))
        if edit.plan["assigneeId"]:
            body = {"assignee_id": edit.plan["assigneeId"], "assignee_type": edit.plan["assigneeType"]}
            self.api.act(f"{place}/actions/assign", body)
