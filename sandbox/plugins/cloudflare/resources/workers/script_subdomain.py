"""Whether a script answers below workers.dev: `WorkersScriptSubdomain`."""

from sandbox.plugins.cloudflare.api import DOUBTS
from sandbox.plugins.cloudflare.managed import Single
from sandbox.plugins.framework.schema.declare import boolean, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.framework.vendor import LostError, unreachable


class WorkersScriptSubdomain(Single):
    """The switches of one script; its id is the script's name. Removing it changes nothing at the vendor."""

    path = "/accounts/{accountId}/workers/scripts/{scriptName}/subdomain"
    schema = Schema(
        type="cloudflare:index/workersScriptSubdomain:WorkersScriptSubdomain",
        generation=Generation.FRAMEWORK,
        properties={
            "accountId": string(required=True, replaces=True),
            "scriptName": string(required=True, replaces=True),
            "enabled": boolean(required=True),
            "previewsEnabled": boolean(computed=True),
        },
    )

    def write(self, values: Properties, body: object) -> object:
        """Set both switches; the vendor has one call for it, which may be repeated."""
        for attempt in range(DOUBTS):
            try:
                return self.api.post(self.at(values), body)
            except LostError as error:
                if attempt == DOUBTS - 1:
                    raise unreachable(error) from error
        raise AssertionError("the last attempt raises")
