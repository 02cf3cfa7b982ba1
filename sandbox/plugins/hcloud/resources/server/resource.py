"""`Server`: its life at the vendor."""

from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.resources.server import networks, power
from sandbox.plugins.hcloud.resources.server.attributes import attributes, of_network
from sandbox.plugins.hcloud.resources.server.order import has_no_public_net, order
from sandbox.plugins.hcloud.resources.server.table import SERVER


class Server(Collected):
    """A virtual machine."""

    path, key = "/servers", "server"
    schema = SERVER

    def make(self, plan: Properties) -> Made:
        """Order it."""
        return self.posted(order(self.api, plan))

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Put it into its networks, and do what can only be done to a server that exists."""
        there = self.api.get(self.place(resource_id))
        joined = {each["network"] for each in there["server"]["private_net"]} if there else set()
        for wanted in plan["networks"] or []:
            if of_network(wanted) not in joined:
                networks.attach(self.api, resource_id, wanted)
        if plan["networks"] and has_no_public_net(plan) and there and there["server"]["status"] == "off":
            power.on(self.api, resource_id)
        if plan["backups"]:
            self._act(resource_id, "enable_backup")
        if plan["iso"]:
            self._act(resource_id, "attach_iso", {"iso": plan["iso"]})
        if plan["rescue"]:
            self._act(resource_id, "enable_rescue", {"type": plan["rescue"]})
            self._act(resource_id, "reset")
        if plan["deleteProtection"] or plan["rebuildProtection"]:
            self._protect(resource_id, plan)

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties."""
        return attributes(document, state)

    def amend(self, edit: Edit) -> None:
        """Change what can be changed in place."""
        self.rename(edit)
        if {"deleteProtection", "rebuildProtection"} & edit.changed:
            self._protect(edit.resource_id, edit.plan)
        if "serverType" in edit.changed:
            self._resize(edit)
        if "backups" in edit.changed:
            self._act(edit.resource_id, "enable_backup" if edit.plan["backups"] else "disable_backup")
        was_on = self._readdress(edit) if "publicNets" in edit.changed else False
        if "firewallIds" in edit.changed:
            self._refit_firewalls(edit)
        if was_on:
            power.on(self.api, edit.resource_id)
        if "networks" in edit.changed:
            old, new = edit.state.get("networks") or [], edit.plan["networks"] or []
            networks.rearrange(self.api, edit.resource_id, old, new)
        if "placementGroupId" in edit.changed:
            self._regroup(edit)
        self._remount(edit)

    def remove(self, resource_id: str, state: Properties) -> None:
        """Delete it, after a shutdown if the program wants one."""
        if state.get("shutdownBeforeDeletion"):
            power.shut_down(self.api, resource_id)
        super().remove(resource_id, state)

    def _act(self, resource_id: str, action: str, body: Document | None = None) -> None:
        self.api.act(f"{self.place(resource_id)}/actions/{action}", body)

    def _protect(self, resource_id: str, plan: Properties) -> None:
        wanted = {"delete": bool(plan["deleteProtection"]), "rebuild": bool(plan["rebuildProtection"])}
        self._act(resource_id, "change_protection", wanted)

    def _resize(self, edit: Edit) -> None:
        """Change the type of a server that is off; like the official provider it is left off."""
        power.off(self.api, edit.resource_id)
        wanted = {"server_type": edit.plan["serverType"], "upgrade_disk": not edit.plan["keepDisk"]}
        self._act(edit.resource_id, "change_type", wanted)

    def _refit_firewalls(self, edit: Edit) -> None:
        old, new = set(edit.state.get("firewallIds") or []), set(edit.plan["firewallIds"] or [])
        body = {"type": "server", "server": {"id": int(edit.resource_id)}}
        for firewall in sorted(new - old):
            path = f"/firewalls/{firewall}/actions/apply_to_resources"
            self.api.act(path, {"apply_to": [body]}, settled=frozenset({"firewall_already_applied"}))
        for firewall in sorted(old - new):
            path = f"/firewalls/{firewall}/actions/remove_from_resources"
            self.api.act(path, {"remove_from": [body]}, settled=frozenset({"firewall_already_removed", "not_found"}))

    def _readdress(self, edit: Edit) -> bool:
        """Exchange public addresses, which the vendor does only to a server that is off.

        It stays off until its firewalls are what they should be; the answer tells whether it was on.
        """
        was_on = power.off(self.api, edit.resource_id)
        wanted = (edit.plan["publicNets"] or [{}])[0]
        there = self.api.get(self.place(edit.resource_id)) or {}
        public = there["server"]["public_net"]
        for family in ("ipv4", "ipv6"):
            current = (public[family] or {}).get("id")
            enabled = wanted.get(f"{family}Enabled", True)
            asked = wanted.get(family) or None
            if current and (not enabled or (asked and asked != current)):
                self.api.act(f"/primary_ips/{current}/actions/unassign")
                current = None
            if enabled and asked and current is None:
                self._assign(edit, asked)
            elif enabled and current is None:
                self._take(edit, family)
        return was_on

    def _assign(self, edit: Edit, address: int) -> None:
        body = {"assignee_id": int(edit.resource_id), "assignee_type": "server"}
        self.api.act(f"/primary_ips/{address}/actions/assign", body)

    def _take(self, edit: Edit, family: str) -> None:
        """Take an address that goes with the server."""
        body = {
            "name": f"primary_ip-{edit.resource_id}-{family}",
            "type": family,
            "assignee_type": "server",
            "assignee_id": int(edit.resource_id),
            "auto_delete": True,
        }
        # Its name is the server's, so a second one cannot come of a lost answer.
        self.api.act("/primary_ips", body, settled=frozenset({"uniqueness_error"}))

    def _regroup(self, edit: Edit) -> None:
        if edit.state.get("placementGroupId"):
            gone = frozenset({"not_found", "server_not_in_placement_group"})
            path = f"{self.place(edit.resource_id)}/actions/remove_from_placement_group"
            self.api.act(path, settled=gone)
        if edit.plan["placementGroupId"]:
            power.off(self.api, edit.resource_id)
            wanted = {"placement_group": edit.plan["placementGroupId"]}
            self._act(edit.resource_id, "add_to_placement_group", wanted)

    def _remount(self, edit: Edit) -> None:
        if "iso" in edit.changed:
            wanted = edit.plan["iso"]
            self._act(edit.resource_id, *(("attach_iso", {"iso": wanted}) if wanted else ("detach_iso",)))
        if "rescue" in edit.changed:
            wanted = edit.plan["rescue"]
            if edit.state.get("rescue"):
                self._act(edit.resource_id, "disable_rescue")
            if wanted:
                self._act(edit.resource_id, "enable_rescue", {"type": wanted})
            self._act(edit.resource_id, "reset")
