"""Firewalls: `Firewall`, `FirewallAttachment`."""

import ipaddress

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import integer, nested, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import labels, network_start

RULE = nested(
    {
        "direction": string(required=True, rules=(one_of("in", "out"),)),
        "protocol": string(required=True, rules=(one_of("tcp", "udp", "icmp", "esp", "gre"),)),
        "port": string(),
        "sourceIps": set_of(string(rules=(network_start,))),
        "destinationIps": set_of(string(rules=(network_start,))),
        "description": string(),
    }
)
APPLIED = frozenset({"firewall_already_applied"})
REMOVED = frozenset({"firewall_already_removed", "not_found"})


def _one_target(inputs: Properties) -> list[tuple[str, str]]:
    return [
        (f"applyTos[{index}]", "server and labelSelector exclude each other; write an entry for each")
        for index, each in enumerate(inputs.get("applyTos") or [])
        if isinstance(each, dict) and each.get("server") and each.get("labelSelector")
    ]


class Firewall(Collected):
    """A set of rules for what reaches a server from outside, and what leaves it."""

    path, key = "/firewalls", "firewall"
    schema = Schema(
        type="hcloud:index/firewall:Firewall",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "labels": labels(computed=True),
            "rules": set_of(RULE, block=True),
            "applyTos": set_of(
                nested({"server": integer(computed=True), "labelSelector": string(computed=True)}), block=True
            ),
        },
        checks=(_one_target,),
    )

    def make(self, plan: Properties) -> Made:
        """Make it with its rules."""
        return self.posted(
            {
                "name": plan["name"],
                "labels": plan["labels"],
                "rules": [_rule(each) for each in plan["rules"] or []] or None,
                "apply_to": _applied(plan["applyTos"]) or None,
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties."""
        return {
            "name": document["name"],
            "labels": document["labels"],
            "rules": [_attributes(each) for each in document["rules"]],
            "applyTos": [_target_attributes(each) for each in document["applied_to"]] if state.get("applyTos") else [],
        }

    def amend(self, edit: Edit) -> None:
        """Change rules, name, labels, and what it applies to."""
        self.rename(edit)
        if "rules" in edit.changed and edit.plan["rules"]:  # an empty list reaches nobody, as in the official provider
            wanted = [_rule(each) for each in edit.plan["rules"] or []]
            self.api.act(f"{self.place(edit.resource_id)}/actions/set_rules", {"rules": wanted})
        if "applyTos" in edit.changed:
            before, after = (_applied(each.get("applyTos")) for each in (edit.state, edit.plan))
            Fitting(self, edit.resource_id).refit(before, after)

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it, from what it applies to by its own hand first."""
        Fitting(self, resource_id).lift(_applied(state.get("applyTos")))
        super().remove(resource_id, state)


class Fitting:
    """Applies one firewall to servers and selectors."""

    def __init__(self, owner: Managed, firewall: str) -> None:
        """Work on one firewall."""
        self.owner = owner
        self.place = f"/firewalls/{firewall}/actions"

    def apply(self, targets: list[Document]) -> None:
        """Apply it to targets in the vendor's notation."""
        if targets:
            self.owner.api.act(f"{self.place}/apply_to_resources", {"apply_to": targets}, settled=APPLIED)

    def lift(self, targets: list[Document]) -> None:
        """Remove it from targets in the vendor's notation."""
        if targets:
            self.owner.api.act(f"{self.place}/remove_from_resources", {"remove_from": targets}, settled=REMOVED)

    def refit(self, before: list[Document], after: list[Document]) -> None:
        """Apply it to what is new, and lift it from what is not there any more."""
        self.apply([each for each in after if each not in before])
        self.lift([each for each in before if each not in after])


class FirewallAttachment(Managed):
    """All servers and selectors of a firewall; its id is the firewall's."""

    schema = Schema(
        type="hcloud:index/firewallAttachment:FirewallAttachment",
        generation=Generation.SDK,
        properties={
            "firewallId": integer(required=True, replaces=True),
            "serverIds": set_of(integer()),
            "labelSelectors": set_of(string()),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Apply the firewall."""
        targets = _targets(plan)
        if not targets:
            raise PluginError("neither serverIds nor labelSelectors; name at least one", Outcome.INVALID)
        Fitting(self, str(plan["firewallId"])).apply(targets)
        return Made(str(plan["firewallId"]))

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002
        """Return the properties."""
        found = self.api.get(f"/firewalls/{resource_id}")
        if found is None:
            return None
        applied = [_target_attributes(each) for each in found["firewall"]["applied_to"]]
        return {
            "firewallId": int(resource_id),
            "serverIds": sorted(each["server"] for each in applied if each["server"]) or None,
            "labelSelectors": sorted(each["labelSelector"] for each in applied if each["labelSelector"]) or None,
        }

    def amend(self, edit: Edit) -> None:
        """Apply it to what is new, lift it from what is gone."""
        Fitting(self, edit.resource_id).refit(_targets(edit.state), _targets(edit.plan))

    def remove(self, resource_id: str, state: Properties) -> None:
        """Lift the firewall from all of them."""
        Fitting(self, resource_id).lift(_targets(state))

    def seek(self, plan: Properties) -> str | None:
        """Return the firewall's id: applying it again is no harm."""
        return str(plan["firewallId"])


def _targets(properties: Properties) -> list[Document]:
    servers = [_target({"server": each}) for each in properties.get("serverIds") or []]
    return servers + [_target({"labelSelector": each}) for each in properties.get("labelSelectors") or []]


def _applied(apply_tos: list[Document] | None) -> list[Document]:
    return [_target(each) for each in apply_tos or []]


def _target(wanted: Document) -> Document:
    if wanted.get("server"):
        return {"type": "server", "server": {"id": wanted["server"]}}
    return {"type": "label_selector", "label_selector": {"selector": wanted["labelSelector"]}}


def _target_attributes(document: Document) -> Document:
    if document["type"] == "server":
        return {"server": document["server"]["id"], "labelSelector": ""}
    return {"server": 0, "labelSelector": document["label_selector"]["selector"]}


def _rule(rule: Document) -> Document:
    """Return a rule as the vendor takes it: networks without their host bits, nothing that is empty."""
    body = {
        "direction": rule["direction"],
        "protocol": rule["protocol"],
        "port": rule.get("port"),
        "source_ips": [str(ipaddress.ip_network(each, strict=False)) for each in rule.get("sourceIps") or []],
        "destination_ips": [str(ipaddress.ip_network(each, strict=False)) for each in rule.get("destinationIps") or []],
        "description": rule.get("description"),
    }
    return {key: value for key, value in body.items() if value}


def _attributes(rule: Document) -> Document:
    return {
        "direction": rule["direction"],
        "protocol": rule["protocol"],
        "port": rule["port"] or "",
        "sourceIps": sorted(rule["source_ips"]),
        "destinationIps": sorted(rule["destination_ips"]),
        "description": rule["description"] or "",
    }
