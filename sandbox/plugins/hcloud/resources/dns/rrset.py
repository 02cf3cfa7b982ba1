"""`ZoneRrset`."""

from urllib.parse import quote

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, nested, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document, actions_of, without_none
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import empty_labels

TYPES = (
    "A",
    "AAAA",
    "CAA",
    "CNAME",
    "DS",
    "HINFO",
    "HTTPS",
    "MX",
    "NS",
    "PTR",
    "RP",
    "SOA",
    "SRV",
    "SVCB",
    "TLSA",
    "TXT",
)


class ZoneRrset(Managed):
    """All records of one name and type; its id is `<name>/<type>`, of which its zone is a property."""

    schema = Schema(
        type="hcloud:index/zoneRrset:ZoneRrset",
        generation=Generation.FRAMEWORK,
        properties={
            "zone": string(required=True, replaces=True),
            "name": string(required=True, replaces=True),
            "type": string(required=True, replaces=True, rules=(one_of(*TYPES),)),
            "ttl": integer(),
            "records": set_of(nested({"value": string(required=True), "comment": string()}), required=True, minimum=1),
            "labels": empty_labels(),
            "changeProtection": boolean(computed=True, keeps=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Make it with its records."""
        body = {
            "name": plan["name"],
            "type": plan["type"],
            "ttl": plan["ttl"],
            "labels": plan["labels"],
            "records": [without_none(each) for each in plan["records"]],
        }
        answer = self.api.post(f"/zones/{plan['zone']}/rrsets", body)
        return Made(f"{plan['name']}/{plan['type']}", actions_of(answer))

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Protect it."""
        if plan["changeProtection"]:
            self.api.act(f"{place(plan, resource_id)}/actions/change_protection", {"change": True})

    def located(self, text: str) -> tuple[str, Properties]:
        """Return id and zone of `<zone>/<name>/<type>`."""
        zone, _, own = text.partition("/")
        return own, {"zone": zone}

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties."""
        found = self.api.get(place(state, resource_id))
        if found is None:
            return None
        rrset = found["rrset"]
        return {
            "zone": state["zone"],
            "name": rrset["name"],
            "type": rrset["type"],
            "ttl": rrset["ttl"],
            "records": [{"value": each["value"], "comment": each["comment"] or None} for each in rrset["records"]],
            "labels": rrset["labels"],
            "changeProtection": rrset["protection"]["change"],
        }

    def amend(self, edit: Edit) -> None:
        """Change records, time to live, labels and protection."""
        own = place(edit.state, edit.resource_id)
        if "changeProtection" in edit.changed and not edit.plan["changeProtection"]:
            self.api.act(f"{own}/actions/change_protection", {"change": False})
        if "ttl" in edit.changed:
            self.api.act(f"{own}/actions/change_ttl", {"ttl": edit.plan["ttl"]}, nulls=True)
        if "records" in edit.changed:
            wanted = [without_none(each) for each in edit.plan["records"]]
            self.api.act(f"{own}/actions/set_records", {"records": wanted})
        if "labels" in edit.changed:
            self.api.put(own, {"labels": edit.plan["labels"] or {}})
        if "changeProtection" in edit.changed and edit.plan["changeProtection"]:
            self.api.act(f"{own}/actions/change_protection", {"change": True})

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it."""
        self.api.delete(place(state, resource_id))

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the zone has it."""
        found = f"{plan['name']}/{plan['type']}"
        return found if self.look(found, plan) is not None else None


def place(state: Properties, resource_id: str) -> str:
    """Return the path of a set.

    Raises:
        PluginError: the id is not `<name>/<type>`.

    """
    name, slash, kind = resource_id.partition("/")
    if not (name and slash and kind):
        raise PluginError(f"ZoneRrset {resource_id!r}: no such id; write <zone>/<name>/<type>", Outcome.INVALID)
    return f"/zones/{state['zone']}/rrsets/{quote(name, safe='@*')}/{kind}"
