"""Single settings of a zone, whatever they are called: `ZoneSetting`."""

from sandbox.plugins.cloudflare.agreeing import kept
from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Single
from sandbox.plugins.framework.schema.declare import anything, boolean, number, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties


class ZoneSetting(Single):
    """One setting; its id is the setting's name. The vendor has no call that takes it back, so it stays as it is."""

    path = "/zones/{zoneId}/settings/{settingId}"
    schema = Schema(
        type="cloudflare:index/zoneSetting:ZoneSetting",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "zoneId": string(replaces=True),
            "settingId": string(required=True, replaces=True),
            "value": anything(required=True),
            "enabled": boolean(computed=True),
            "editable": boolean(computed=True, output=True),
            "modifiedOn": string(computed=True, output=True),
            "timeRemaining": number(computed=True, output=True),
        },
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the vendor completes what an object does not say."""
        found = super().attributes(document, state)
        return {**found, "value": kept(state.get("value"), found["value"])}
