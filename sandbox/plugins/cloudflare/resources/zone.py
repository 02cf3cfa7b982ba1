"""Zones: `Zone`."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected, Edit
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, number, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties

META = {
    "cdnOnly": boolean(computed=True),
    "customCertificateQuota": integer(computed=True),
    "dnsOnly": boolean(computed=True),
    "foundationDns": boolean(computed=True),
    "pageRuleQuota": integer(computed=True),
    "phishingDetected": boolean(computed=True),
    "step": integer(computed=True),
}
OWNER = {"id": string(computed=True), "name": string(computed=True), "type": string(computed=True)}
PLAN = {
    "canSubscribe": boolean(computed=True),
    "currency": string(computed=True),
    "externallyManaged": boolean(computed=True),
    "frequency": string(computed=True),
    "id": string(computed=True),
    "isSubscribed": boolean(computed=True),
    "legacyDiscount": boolean(computed=True),
    "legacyId": string(computed=True),
    "name": string(computed=True),
    "price": number(computed=True),
}


def told(**fields: Property) -> Property:
    """Return an object that the vendor alone fills."""
    return nested(fields, computed=True, output=True)


class Zone(Collected):
    """A domain at the edge. Its id is the vendor's; its plan is not set here, and a new one is pending."""

    path = "/zones"
    schema = Schema(
        type="cloudflare:index/zone:Zone",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "account": nested({"id": string()}, required=True, replaces=True),
            "name": string(required=True, replaces=True),
            "paused": boolean(default=False),
            "type": string(default="full", rules=(one_of("full", "partial", "secondary", "internal"),)),
            "vanityNameServers": list_of(string(), computed=True),
            "activatedOn": string(computed=True, output=True),
            "cnameSuffix": string(computed=True, output=True),
            "createdOn": string(computed=True, output=True),
            "developmentMode": number(computed=True, output=True),
            "meta": told(**META),
            "modifiedOn": string(computed=True, output=True),
            "nameServers": list_of(string(), computed=True, output=True),
            "originalDnshost": string(computed=True, output=True),
            "originalNameServers": list_of(string(), computed=True, output=True),
            "originalRegistrar": string(computed=True, output=True),
            "owner": told(**OWNER),
            "permissions": list_of(string(), computed=True, output=True),
            "plan": told(**PLAN),
            "status": string(computed=True, output=True),
            "tenant": told(id=string(computed=True), name=string(computed=True)),
            "tenantUnit": told(id=string(computed=True)),
            "verificationKey": string(computed=True, output=True),
        },
    )

    def body(self, plan: Properties) -> Document:
        """Return what a new zone is made of; vanity name servers are set on one that exists."""
        return {key: value for key, value in super().body(plan).items() if key != "vanity_name_servers"}

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Set the vanity name servers."""
        if plan.get("vanityNameServers"):
            self.api.patch(f"/zones/{resource_id}", {"vanity_name_servers": plan["vanityNameServers"]})

    def amend(self, edit: Edit) -> None:
        """Change what can be: the vendor takes one property at a time (API reference, `zones.edit`)."""
        for name, value in edit.body(paused="paused", type="type", vanity_name_servers="vanityNameServers").items():
            self.api.patch(f"/zones/{edit.resource_id}", {name: value})
