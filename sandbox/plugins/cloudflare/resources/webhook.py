"""`NotificationPolicyWebhooks`: where notifications are sent to by HTTP."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.framework.schema.declare import string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties


class NotificationPolicyWebhooks(Collected):
    """A destination. The vendor never tells its secret again."""

    path = "/accounts/{accountId}/alerting/v3/destinations/webhooks"
    schema = Schema(
        type="cloudflare:index/notificationPolicyWebhooks:NotificationPolicyWebhooks",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "accountId": string(replaces=True),
            "name": string(required=True),
            "url": string(required=True),
            "secret": string(secret=True),
            **{
                name: string(computed=True, output=True) for name in ("createdAt", "lastFailure", "lastSuccess", "type")
            },
        },
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, with the program's secret."""
        return {**super().attributes(document, state), "secret": state.get("secret")}
