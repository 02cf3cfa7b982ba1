"""What is named like a secret is not made by a generator whose result is public.

`RandomPassword` and `RandomBytes` mark their results secret. `RandomString`, `RandomId`, `RandomUuid` and the others
do not: their results are in the state in plain text, and whatever is made from them has no mark either.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...secrets.names import is_secret_name
from ...settings import Settings

PUBLIC = ("RandomString", "RandomId", "RandomUuid", "RandomUuid4", "RandomUuid7", "RandomPet", "RandomInteger")


@resource_rule(
    "random-value-is-no-secret",
    on=tuple(f"random:index/{name[0].lower()}{name[1:]}:{name}" for name in PUBLIC),
    protects="its result is in the state in plain text, and so is all that is made from it",
    remedy="use RandomPassword for a password and RandomBytes for a key, which mark their results",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at what it is named: that says what it is for."""
    if is_secret_name(resource.name):
        yield Finding("is named like a secret, but its result is public")
