"""`Healthcheck`: the vendor asks an origin whether it is well.

Defaults: terraform-provider-cloudflare, internal/services/healthcheck/schema.go. A port is 80 also for HTTPS, if the
program states an `httpConfig` without one.
"""

from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, map_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.framework.vendor import Document

HTTP = nested(
    {
        "allowInsecure": boolean(default=False),
        "expectedBody": string(),
        "expectedCodes": list_of(string()),
        "followRedirects": boolean(default=False),
        "header": map_of(list_of(string())),
        "method": string(default="GET"),
        "path": string(default="/"),
        "port": integer(default=80),
    },
    computed=True,
)
TCP = nested({"method": string(default="connection_established"), "port": integer(default=80)}, computed=True)
UNTOLD = ("expectedBody", "expectedCodes", "header")
"""What the vendor fills in where a program leaves it out, and the official provider then does not look at."""
FIELDS: dict[str, Property] = {
    "address": string(required=True),
    "name": string(required=True),
    "checkRegions": list_of(string()),
    "consecutiveFails": integer(default=1),
    "consecutiveSuccesses": integer(default=1),
    "description": string(default=""),
    "httpConfig": HTTP,
    "interval": integer(default=60),
    "retries": integer(default=2),
    "suspended": boolean(default=False),
    "tcpConfig": TCP,
    "timeout": integer(default=5),
    "type": string(default="HTTP"),
}
REPORTED: dict[str, Property] = {
    name: string(computed=True, output=True) for name in ("createdOn", "failureReason", "modifiedOn", "status")
}


class Healthcheck(Collected):
    """A check."""

    path = "/zones/{zoneId}/healthchecks"
    known_by = ("name", "address")
    schema = Schema(
        type="cloudflare:index/healthcheck:Healthcheck",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={"zoneId": string(replaces=True), **FIELDS, **REPORTED},
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the vendor's document as properties, without what the program left to the vendor."""
        found = super().attributes(document, state)
        http, told = found["httpConfig"], state.get("httpConfig")
        if http and told:
            found["httpConfig"] = {**http, **{name: None for name in UNTOLD if told.get(name) is None}}
        return found
