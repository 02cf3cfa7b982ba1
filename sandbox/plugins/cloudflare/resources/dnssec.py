"""Signed zones: `ZoneDnssec`."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Single
from sandbox.plugins.framework.schema.declare import boolean, number, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties

SWITCHES = ("dnssecMultiSigner", "dnssecPresigned", "dnssecUseNsec3")
ON_THE_WAY = {"pending": "active", "pending-disabled": "disabled"}
"""States that become what was asked for by themselves, at the latest when the registrar has the DS record."""


class ZoneDnssec(Single):
    """A zone's keys. To remove it is to disable it, and then to delete what is left, as the official plugin does."""

    path = "/zones/{zoneId}/dnssec"
    schema = Schema(
        type="cloudflare:index/zoneDnssec:ZoneDnssec",
        generation=Generation.FRAMEWORK,
        properties={
            "zoneId": string(required=True, replaces=True),
            **{name: boolean() for name in SWITCHES},
            "status": string(rules=(one_of("active", "disabled"),)),
            "algorithm": string(computed=True, output=True),
            "digest": string(computed=True, output=True),
            "digestAlgorithm": string(computed=True, output=True),
            "digestType": string(computed=True, output=True),
            "ds": string(computed=True, output=True),
            "flags": number(computed=True, output=True),
            "keyTag": number(computed=True, output=True),
            "keyType": string(computed=True, output=True),
            "modifiedOn": string(computed=True, output=True),
            "publicKey": string(computed=True, output=True),
        },
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; a switch that is off and that the program does not name is none."""
        found = super().attributes(document, state)
        unnamed = {name: None for name in SWITCHES if state.get(name) is None and not found[name]}
        return {**found, **unnamed, "status": ON_THE_WAY.get(found["status"], found["status"])}

    def remove(self, resource_id: str, state: Properties) -> None:  # noqa: ARG002 -- the path says it
        """Disable it, and delete the keys."""
        if self.api.get(self.at(state)) is not None:
            self.api.patch(self.at(state), {"status": "disabled"})
            self.api.delete(self.at(state))
