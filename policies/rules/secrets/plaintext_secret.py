"""No secret stands in plain text in a property of any resource.

The engine keeps properties in the state and shows them in previews and logs; most vendors show them to everybody who
may read the project. What the program, or the provider's schema, marked secret is encrypted in the state and not
shown. User data has a rule of its own, and so have providers.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...secrets.plaintext import plain_secrets
from ...settings import Settings

PROVIDERS = "pulumi:providers:"


@resource_rule(
    "plaintext-secret",
    on=(EVERY_TYPE,),
    protects="it is in the state, in previews and in logs for everybody who may read one of them",
    remedy="let the service read it from the vault, or take it from a secret of the configuration (require_secret)",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at every property that is not marked secret."""
    if resource.type.startswith(PROVIDERS):
        return
    properties = resource.properties
    if resource.type == SERVER:
        properties = {key: value for key, value in properties.items() if key != "userData"}
    for found in plain_secrets(properties):
        yield Finding(str(found))
