"""`NotificationPolicy`: who is told when something happens to a zone."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import boolean, list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties

MECHANISMS = {"emails": "email", "pagerduties": "pagerduty", "webhooks": "webhooks"}
"""The SDK's names, and the API's."""
SAME = (
    "actions",
    "affectedAsns",
    "affectedComponents",
    "affectedLocations",
    "alertTriggerPreferences",
    "popNames",
    "selectors",
    "services",
    "trafficExclusions",
    "zones",
)
"""Filters that are plural at the API too."""
IRREGULAR = {
    "groupBies": "group_by",
    "newStatuses": "new_status",
    "statuses": "status",
    "insightClasses": "insight_class",
}
SINGULAR = (
    "airportCodes",
    "alertTriggerPreferencesValues",
    "enableds",
    "environments",
    "eventSources",
    "eventTypes",
    "events",
    "healthCheckIds",
    "incidentImpacts",
    "inputIds",
    "limits",
    "logoTags",
    "megabitsPerSeconds",
    "newHealths",
    "packetsPerSeconds",
    "poolIds",
    "products",
    "projectIds",
    "protocols",
    "queryTags",
    "requestsPerSeconds",
    "slos",
    "targetHostnames",
    "targetIps",
    "targetZoneNames",
    "tokenIds",
    "tunnelIds",
    "tunnelNames",
    "types",
    "wheres",
)


def snake(name: str) -> str:
    """Return a name as the API writes it."""
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in name)


FILTERS = {
    **{name: snake(name) for name in SAME},
    **{name: snake(name).removesuffix("s") for name in SINGULAR},
    **IRREGULAR,
}
"""The SDK's names of filters, and the API's."""


class NotificationPolicy(Collected):
    """A policy."""

    path = "/accounts/{accountId}/alerting/v3/policies"
    known_by = ("name", "alertType")
    schema = Schema(
        type="cloudflare:index/notificationPolicy:NotificationPolicy",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "accountId": string(replaces=True),
            "alertType": string(required=True),
            "mechanisms": nested({name: list_of(nested({"id": string()})) for name in MECHANISMS}, required=True),
            "name": string(required=True),
            "alertInterval": string(),
            "description": string(),
            "enabled": boolean(default=True),
            "filters": nested({name: list_of(string()) for name in FILTERS}),
            "created": string(computed=True, output=True),
            "modified": string(computed=True, output=True),
        },
    )

    def body(self, plan: Properties) -> Document:
        """Return what is sent for a plan, under the API's names."""
        told = super().body(plan)
        for name, names in (("mechanisms", MECHANISMS), ("filters", FILTERS)):
            if isinstance(plan.get(name), dict):
                told[name] = {names[key]: value for key, value in plan[name].items() if value is not None}
        return told

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the vendor's document as properties."""
        named = dict(document)
        for name, names in (("mechanisms", MECHANISMS), ("filters", FILTERS)):
            held = document.get(name) or {}
            named[name] = {snake(own): held[vendor] for own, vendor in names.items() if vendor in held} or None
        named["description"] = document.get("description") or None
        return super().attributes(named, state)
