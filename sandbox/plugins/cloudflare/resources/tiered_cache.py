"""The topology of a zone's cache: `TieredCache`."""

from sandbox.plugins.cloudflare.managed import Single
from sandbox.plugins.framework.schema.declare import boolean, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties


class TieredCache(Single):
    """Smart tiered cache, on or off."""

    path = "/zones/{zoneId}/cache/tiered_cache_smart_topology_enable"
    schema = Schema(
        type="cloudflare:index/tieredCache:TieredCache",
        generation=Generation.FRAMEWORK,
        properties={
            "zoneId": string(required=True, replaces=True),
            "value": string(required=True, rules=(one_of("on", "off"),)),
            "editable": boolean(computed=True, output=True),
            "modifiedOn": string(computed=True, output=True),
        },
    )

    def remove(self, resource_id: str, state: Properties) -> None:  # noqa: ARG002 -- the path says it
        """Go back to what a new zone has."""
        self.api.delete(self.at(state))
