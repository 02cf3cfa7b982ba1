"""What a generator or a vendor marked secret is nowhere in the stack without its mark: `pulumi.Output.unsecret`.

A mark follows a value through the program until somebody takes it off. Where the value itself comes out again, and
not a public part of it, it was taken off by mistake. Judged after all steps: before, it is not known.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...resource import Resource, Stack
from ...rule import EVERY_TYPE, stack_rule
from ...secrets.credentials import credentials
from ...secrets.names import is_secret_name
from ...secrets.unmarked import Wanted, is_telling, marked
from ...settings import Settings

RESULTS = frozenset({"result", "base64", "hex", "bcryptHash", "value", "privateKeyPem", "privateKeyOpenssh", "key"})
"""What generators call it, beside names that say it."""


@stack_rule(
    "generated-secret-keeps-its-mark",
    reads=(EVERY_TYPE,),
    protects="it is in the state in plain text, and shown to everybody who may read previews, outputs and logs",
    remedy="take pulumi.Output.unsecret away, and mark what is made from the secret",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for what credentials hold in every other resource."""
    held = {text: resource for resource in stack.every() if resource.type in credentials() for text in _held(resource)}
    if not held:
        return
    wanted = Wanted(held)
    for resource in stack.every():
        found = {*wanted.within(resource.properties), *wanted.within(resource.outputs)}
        for key, secret in sorted(found):
            if held[secret] is not resource:
                yield Finding(f"{key} holds the secret of {held[secret].name}, without its mark", resource)


def _held(resource: Resource) -> Iterator[str]:
    for values in (resource.properties, resource.outputs):
        for name, text in marked(values):
            if is_telling(text) and (name in RESULTS or is_secret_name(name)):
                yield text
