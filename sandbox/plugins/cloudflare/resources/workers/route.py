"""Routes: `WorkersRoute`."""

from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import string
from sandbox.plugins.framework.schema.property import Generation, Schema


class WorkersRoute(Collected):
    """A pattern of a zone's addresses that a script answers; without a script, one that none answers."""

    path = "/zones/{zoneId}/workers/routes"
    known_by = ("pattern",)
    schema = Schema(
        type="cloudflare:index/workersRoute:WorkersRoute",
        generation=Generation.FRAMEWORK,
        properties={
            "zoneId": string(replaces=True),
            "pattern": string(required=True),
            "script": string(),
        },
    )
