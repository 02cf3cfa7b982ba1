"""Custom domains: `WorkersCustomDomain`."""

from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.managed import Edit, Made
from sandbox.plugins.framework.schema.declare import string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties


class WorkersCustomDomain(Collected):
    """A host that a script answers; the vendor makes its DNS record."""

    path = "/accounts/{accountId}/workers/domains"
    known_by = ("hostname",)
    schema = Schema(
        type="cloudflare:index/workersCustomDomain:WorkersCustomDomain",
        generation=Generation.FRAMEWORK,
        properties={
            "accountId": string(required=True, replaces=True),
            "hostname": string(required=True, replaces=True),
            "service": string(required=True),
            "environment": string(computed=True),
            "zoneId": string(computed=True, replaces=True),
            "zoneName": string(computed=True, replaces=True),
            "certId": string(computed=True, output=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Attach it: the vendor has one call for new ones and changes."""
        return Made(str(self.api.put(self.at(plan), self.body(plan))["id"]))

    def amend(self, edit: Edit) -> None:
        """Give it to another script. That it is taken from one is what the program says, so it is told the vendor."""
        self.api.put(self.at(edit.plan), {**self.body(edit.plan), "override_existing_origin": True})
