"""DNS records: `DnsRecord`."""

import json
from typing import Any

from sandbox.plugins.cloudflare.agreeing import agrees, kept
from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import anything, boolean, nested, number, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import UNKNOWN, Properties

NUMBERS = (
    *("algorithm", "altitude", "digestType", "keyTag", "latDegrees", "latMinutes", "latSeconds", "longDegrees"),
    *("longMinutes", "longSeconds", "matchingType", "order", "port", "precisionHorz", "precisionVert", "preference"),
    *("priority", "protocol", "selector", "size", "type", "usage", "weight"),
)
TEXTS = (
    *("certificate", "digest", "fingerprint", "latDirection", "longDirection", "publicKey", "regex", "replacement"),
    *("service", "tag", "target", "value"),
)
SWITCHES = ("flattenCname", "ipv4Only", "ipv6Only")
NAMES = frozenset({"CNAME", "MX", "NS", "PTR"})
"""Types whose content is a name, which the vendor writes in lower case (terraform-provider-cloudflare, dns_record)."""
ANSWERS = frozenset({"data", "priority"})
"""What the vendor also tells of records that were not given it."""


class DnsRecord(Collected):
    """One record. Some types have a content, others data, from which the vendor makes the content."""

    path = "/zones/{zoneId}/dns_records"
    schema = Schema(
        type="cloudflare:index/dnsRecord:DnsRecord",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "zoneId": string(replaces=True),
            "name": string(required=True),
            "type": string(required=True, replaces=True),
            "ttl": number(required=True),
            "content": string(computed=True),
            "data": nested(
                {
                    "flags": anything(),
                    **{name: number() for name in NUMBERS},
                    **{name: string() for name in TEXTS},
                }
            ),
            "comment": string(),
            "includeShadowMetadata": boolean(),
            "priority": number(),
            "privateRouting": boolean(),
            "proxied": boolean(default=False),
            "settings": nested({name: boolean(computed=True) for name in SWITCHES}, computed=True),
            "tags": set_of(string(), computed=True),
            "commentModifiedOn": string(computed=True, output=True),
            "createdOn": string(computed=True, output=True),
            "meta": string(computed=True, output=True),
            "modifiedOn": string(computed=True, output=True),
            "proxiable": boolean(computed=True, output=True),
            "tagsModifiedOn": string(computed=True, output=True),
        },
    )

    def planned(self, inputs: Properties, state: Properties | None) -> dict[str, Any]:
        """Return the plan. A name in other letters is the same one; without a comment, it was never changed."""
        before = (state or {}).get("content")
        if same_content(inputs.get("type"), inputs.get("content"), before):
            inputs = {**inputs, "content": before}
        plan = super().planned(inputs, state)
        if plan["comment"] is None and plan["commentModifiedOn"] is UNKNOWN:
            plan["commentModifiedOn"] = None
        return plan

    def body(self, plan: Properties) -> Document:
        """Return what is sent. What the vendor makes of the data is not."""
        body = super().body({**plan, "content": None} if plan.get("data") else plan)
        body.pop("include_shadow_metadata", None)
        return body

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, as the program wrote them where the vendor means the same."""
        found = super().attributes({**document, "meta": json.dumps(document.get("meta") or {})}, state)
        imported = state.get("type") is None
        unnamed = {name: None for name in ANSWERS if state.get(name) is None and not imported}
        written = {
            "data": kept(state.get("data"), found["data"]),
            "includeShadowMetadata": state.get("includeShadowMetadata"),
            "name": self._name(state, document["name"]),
            "privateRouting": found["privateRouting"] or state.get("privateRouting"),
            "type": state["type"] if str(state.get("type")).upper() == document["type"] else document["type"],
        }
        return {**found, **written, **unnamed}

    def seek(self, plan: Properties) -> str | None:
        """Return the id of one of the same type and name that says the same."""
        for each in self.api.all(self.at(plan), type=str(plan["type"]).upper()):
            found = self.attributes(each, plan)
            in_parts = plan.get("data") and agrees(plan["data"], found["data"])
            if found["name"] == plan["name"] and (
                in_parts or same_content(plan["type"], plan["content"], found["content"])
            ):
                return str(each["id"])
        return None

    def _name(self, state: Properties, told: str) -> str:
        """Return the record's name as the program writes it, which may leave out the zone's."""
        given = state.get("name")
        if not isinstance(given, str) or given == told:
            return told
        zone = (self.api.get(f"/zones/{state['zoneId']}") or {}).get("name")
        short = given.lower().rstrip(".")
        return given if told in {short, zone if short == "@" else f"{short}.{zone}"} else told


def same_content(kind: Any, left: Any, right: Any) -> bool:  # noqa: ANN401 -- as properties are
    """Tell whether two contents of a type are the same one; the case of a name does not count."""
    return bool(left == right or (kind in NAMES and str(left).lower() == str(right).lower()))
