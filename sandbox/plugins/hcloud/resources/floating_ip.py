"""Floating IPs: `FloatingIp`, `FloatingIpAssignment`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import labels

UNASSIGNED = frozenset({"floating_ip_not_assigned", "not_found"})


class FloatingIp(Collected):
    """A public address that moves between servers of a network zone."""

    path, key = "/floating_ips", "floating_ip"
    schema = Schema(
        type="hcloud:index/floatingIp:FloatingIp",
        generation=Generation.SDK,
        properties={
            "type": string(required=True, replaces=True, rules=(one_of("ipv4", "ipv6"),)),
            "name": string(computed=True),
            "description": string(),
            "homeLocation": string(computed=True, replaces=True),
            "serverId": integer(computed=True),
            "labels": labels(),
            "deleteProtection": boolean(default=False),
            "ipAddress": string(computed=True, output=True),
            "ipNetwork": string(computed=True, output=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Take one."""
        return self.posted(
            {
                "type": plan["type"],
                "name": plan["name"],
                "description": plan["description"],
                "home_location": plan["homeLocation"],
                "server": plan["serverId"] or None,
                "labels": plan["labels"],
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:  # noqa: ARG002
        """Return the properties."""
        return {
            "type": document["type"],
            "name": document["name"],
            "description": document["description"],
            "homeLocation": document["home_location"]["name"],
            "serverId": document["server"],
            "labels": document["labels"],
            "deleteProtection": document["protection"]["delete"],
            "ipAddress": document["ip"].partition("/")[0],
            "ipNetwork": document["ip"] if document["type"] == "ipv6" else None,
        }

    def amend(self, edit: Edit) -> None:
        """Change name, description, labels and server."""
        self.rename(edit, description="description")
        if "serverId" in edit.changed:
            assign(self.api, edit.resource_id, edit.plan["serverId"])
        self.protect(edit)


class FloatingIpAssignment(Managed):
    """A floating IP at a server; its id is the address's."""

    schema = Schema(
        type="hcloud:index/floatingIpAssignment:FloatingIpAssignment",
        generation=Generation.SDK,
        properties={
            "floatingIpId": integer(required=True, replaces=True),
            "serverId": integer(required=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Assign it."""
        assign(self.api, str(plan["floatingIpId"]), plan["serverId"])
        return Made(str(plan["floatingIpId"]))

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002
        """Return the properties; an address at no server is no assignment."""
        found = self.api.get(f"/floating_ips/{resource_id}")
        if found is None or found["floating_ip"]["server"] is None:
            return None
        return {"floatingIpId": int(resource_id), "serverId": found["floating_ip"]["server"]}

    def amend(self, edit: Edit) -> None:
        """Assign it to another server."""
        assign(self.api, edit.resource_id, edit.plan["serverId"])

    def remove(self, resource_id: str, state: Properties) -> None:
        """Take it from its server, unless it is at another one by now."""
        there = self.look(resource_id, state)
        if there is not None and there["serverId"] == state.get("serverId", there["serverId"]):
            assign(self.api, resource_id, None)

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the address is at the server."""
        there = self.look(str(plan["floatingIpId"]), plan)
        return str(plan["floatingIpId"]) if there and there["serverId"] == plan["serverId"] else None


def assign(api: Api, address: str, server: int | None) -> None:
    """Assign a floating IP to a server, or to none."""
    if server:
        api.act(f"/floating_ips/{address}/actions/assign", {"server": server})
    else:
        api.act(f"/floating_ips/{address}/actions/unassign", settled=UNASSIGNED)
