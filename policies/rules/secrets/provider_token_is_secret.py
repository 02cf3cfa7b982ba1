"""What a provider logs in with is marked secret.

A token that the program passes to a provider's constructor is marked by the provider's SDK. One that stands in the
stack's configuration without `--secret` goes to the default provider as it is, and into every state.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...secrets.names import is_secret_name
from ...secrets.plaintext import plain_secrets
from ...settings import Settings

PROVIDERS = "pulumi:providers:"


@resource_rule(
    "provider-token-is-secret",
    on=(EVERY_TYPE,),
    protects="whoever reads the state or the stack's file can do all that the provider can",
    remedy="set it with pulumi config set --secret, or in the environment, and have the vendor renew it",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at providers, default ones included."""
    if not resource.type.startswith(PROVIDERS):
        return
    named = {
        key for key, value in resource.properties.items() if is_secret_name(key) and isinstance(value, str) and value
    }
    for key in sorted(named):
        yield Finding(f"its {key} is not marked secret")
    for found in plain_secrets({key: value for key, value in resource.properties.items() if key not in named}):
        yield Finding(str(found))
