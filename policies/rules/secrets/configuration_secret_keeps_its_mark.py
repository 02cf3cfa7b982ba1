"""A secret of the stack's configuration is nowhere without its mark: `config.require` instead of `require_secret`.

The configuration keeps it encrypted, the program reads it as plain text, and the state has it for everybody.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...secrets.unmarked import Wanted, configured
from ...settings import Settings


@resource_rule(
    "configuration-secret-keeps-its-mark",
    on=(EVERY_TYPE,),
    protects="it is encrypted in the configuration only, and in plain text in the state, in previews and in logs",
    remedy="read it with require_secret or get_secret, and keep what is made from it an Output",
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Look for the configuration's secrets in every property that is not marked."""
    if not settings.stack.secret_keys:
        return
    secrets = configured(settings.stack)
    for key, secret in Wanted(secrets).within(resource.properties):
        what = "user data" if (resource.type, key) == (SERVER, "userData") else key
        yield Finding(f"{what} holds the secret {secrets[secret]} of the configuration, without its mark")
