"""No secret stands in plain text in the stack's configuration, which is kept in git.

A key that is encrypted in part comes decrypted as a whole, so what stands in plain text beside a secret inside one key
cannot be told apart here.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...secrets.plaintext import plain_secrets, structured
from ...settings import Settings

STACK = "pulumi:pulumi:Stack"


@resource_rule(
    "plaintext-secret-in-configuration",
    on=(STACK,),
    protects="the stack's file is in git, and in its history for good",
    remedy="set it with pulumi config set --secret, and renew it: whoever has the history has the old one",
)
def rule(_stack: Resource, settings: Settings) -> Iterator[Finding]:
    """Look at every value that is not stored encrypted."""
    facts = settings.stack
    for key in sorted(facts.config.keys() - facts.secret_keys):
        namespace, _, name = key.rpartition(":")
        for found in plain_secrets({name: structured(facts.config[key])}):
            yield Finding(f"in {namespace}, {found}")
