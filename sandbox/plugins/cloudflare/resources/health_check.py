"""`Healthcheck`: the vendor asks an origin whether it is well."""

from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, map_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema

HTTP = nested(
    {
        "allowInsecure": boolean(default=False),
        "expectedBody": string(computed=True),
        "expectedCodes": list_of(string(), computed=True),
        "followRedirects": boolean(default=False),
        "header": map_of(list_of(string())),
        "method": string(default="GET"),
        "path": string(default="/"),
        "port": integer(computed=True),
    },
    computed=True,
)
TCP = nested({"method": string(default="connection_established"), "port": integer(computed=True)}, computed=True)
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
