"""What a script is bound to: `bindings` of `WorkersScript`, as pulumi-cloudflare 6.23.1 has them."""

from sandbox.plugins.framework.schema.declare import integer, list_of, nested, number, set_of, string
from sandbox.plugins.framework.schema.property import Property

NAMES = (
    "algorithm",
    "appId",
    "bucketName",
    "certificateId",
    "databaseId",
    "dataset",
    "destinationAddress",
    "dispatchNamespace",
    "entrypoint",
    "environment",
    "format",
    "id",
    "indexName",
    "instanceName",
    "json",
    "jurisdiction",
    "namespace",
    "networkId",
    "oldName",
    "part",
    "pipeline",
    "queueName",
    "scriptName",
    "secretName",
    "service",
    "serviceId",
    "storeId",
    "stream",
    "tunnelId",
    "versionId",
    "workflowName",
)
SECRETS = ("keyBase64", "keyJwk", "text")
DECIDED = ("className", "namespaceId")
"""What the vendor decides for Durable Objects; the official provider leaves it null for anything else."""


def bindings() -> Property:
    """Return the list of bindings. One that the program leaves out is the vendor's to say."""
    fields = {
        "name": string(required=True),
        "type": string(required=True),
        **{name: string() for name in (*NAMES, *DECIDED)},
        **{name: string(secret=True) for name in SECRETS},
        "allowedDestinationAddresses": list_of(string()),
        "allowedSenderAddresses": list_of(string()),
        "usages": set_of(string()),
        "outbound": nested(
            {
                "params": list_of(string()),
                "worker": nested({"environment": string(), "service": string()}),
            }
        ),
        "retry": nested({"maxAttempts": integer(), "timeoutMs": integer()}),
        "simple": nested({"limit": number(), "period": integer(), "mitigationTimeout": integer()}),
    }
    return list_of(nested(fields), computed=True)
