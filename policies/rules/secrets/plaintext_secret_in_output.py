"""No output of the stack, of a component or of a command tells a secret in plain text.

Outputs are what people print, other stacks read and reports repeat. What a command printed is one, marked or not: the
engine keeps it in the state. Judged after all steps, because an output comes last.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...reading import Value
from ...resource import Resource, Stack
from ...rule import EVERY_TYPE, stack_rule
from ...secrets.places import COMMANDS
from ...secrets.plaintext import plain_secrets
from ...settings import Settings

PROVIDERS = "pulumi:providers:"


@stack_rule(
    "plaintext-secret-in-output",
    reads=(EVERY_TYPE,),
    protects="outputs are printed, read by other stacks, and kept in plain text in the state",
    remedy="export pulumi.Output.secret(...), or what leads to the secret instead of the secret",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at what the program, its components and its commands said."""
    for resource in stack.every():
        for found in plain_secrets(_said(resource)):
            yield Finding(f"its output {found}", resource)


def _said(resource: Resource) -> dict[str, Value]:
    """Return outputs that are words of the program or of its commands, and not a vendor's answer."""
    if resource.type in COMMANDS:
        return {key: resource.outputs.get(key) for key in ("stdout", "stderr")}
    if resource.provider is None and not resource.type.startswith(PROVIDERS):
        return resource.outputs
    return {}
