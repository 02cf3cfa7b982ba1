"""What origins show to the edge: `OriginCaCertificate`."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import list_of, number, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties

DAYS = (7, 30, 90, 365, 730, 1095, 5475)


def validity(days: float) -> str | None:
    """Refuse what the vendor does not sign for."""
    return None if days in DAYS else f"{days} is not one of {', '.join(map(str, DAYS))} days"


class OriginCaCertificate(Collected):
    """A certificate of the vendor's Origin CA for the key of a signing request. Removing it revokes it."""

    path = "/certificates"
    schema = Schema(
        type="cloudflare:index/originCaCertificate:OriginCaCertificate",
        generation=Generation.FRAMEWORK,
        properties={
            "csr": string(required=True, replaces=True),
            "hostnames": list_of(string(), required=True, replaces=True),
            "requestType": string(
                required=True, replaces=True, rules=(one_of("origin-rsa", "origin-ecc", "keyless-certificate"),)
            ),
            "requestedValidity": number(default=5475, replaces=True, rules=(validity,)),
            "certificate": string(computed=True, output=True),
            "expiresOn": string(computed=True, output=True),
        },
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, with the host names in the program's order."""
        found = super().attributes(document, state)
        given = state.get("hostnames") or []
        return {**found, "hostnames": given if sorted(given) == sorted(found["hostnames"]) else found["hostnames"]}

    def seek(self, plan: Properties) -> str | None:
        """Return the id of one for the same request, which the vendor lists by zone."""
        host = plan["hostnames"][0].removeprefix("*.")
        for zone in self.api.all("/zones"):
            if host == zone["name"] or host.endswith(f".{zone['name']}"):
                for each in self.api.all(self.path, zone_id=zone["id"]):
                    if each["csr"] == plan["csr"]:
                        return str(each["id"])
        return None
