"""`ZoneRecord`."""

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document, without_none
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.resources.dns.rrset import TYPES, place


class ZoneRecord(Managed):
    """One record among those of its name and type; its id is `<zone>/<name>/<type>/<value>`. It cannot be imported."""

    schema = Schema(
        type="hcloud:index/zoneRecord:ZoneRecord",
        generation=Generation.FRAMEWORK,
        properties={
            "zone": string(required=True, replaces=True),
            "name": string(required=True, replaces=True),
            "type": string(required=True, replaces=True, rules=(one_of(*TYPES),)),
            "value": string(required=True, replaces=True),
            "comment": string(),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Add it to its set."""
        body = {"records": [without_none({"value": plan["value"], "comment": plan["comment"]})]}
        self.api.act(f"{_rrset(plan)}/actions/add_records", body)
        return Made("/".join(plan[name] for name in ("zone", "name", "type", "value")))

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties."""
        if not state:
            raise PluginError(f"ZoneRecord {resource_id!r}: this type cannot be imported", Outcome.UNSUPPORTED)
        found = self.api.get(_rrset(state))
        for record in found["rrset"]["records"] if found else []:
            if record["value"] == state["value"]:
                kept = {name: state[name] for name in ("zone", "name", "type", "value")}
                return {**kept, "comment": record["comment"] or None}
        return None

    def amend(self, edit: Edit) -> None:
        """Change the comment."""
        records = [{"value": edit.plan["value"], "comment": edit.plan["comment"] or ""}]
        self.api.act(f"{_rrset(edit.plan)}/actions/update_records", {"records": records})

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it from its set."""
        if self.look(resource_id, state) is not None:
            settled = frozenset({"not_found"})
            body = {"records": [{"value": state["value"]}]}
            self.api.act(f"{_rrset(state)}/actions/remove_records", body, settled=settled)

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the set has it."""
        found = "/".join(plan[name] for name in ("zone", "name", "type", "value"))
        return found if self.look(found, plan) is not None else None


def _rrset(properties: Properties) -> str:
    return place(properties, f"{properties['name']}/{properties['type']}")
