"""What the stack has exists at the vendor."""

from collections.abc import Iterator

from ...finding import Finding
from ...live.tokens import MISSING
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "missing-resource",
    on=(MISSING,),
    protects="what everybody relies on is gone, and the state still says that it is there",
    remedy="find out who removed it; pulumi refresh makes the state say so, and the next update makes it anew",
)
def rule(found: Resource, _settings: Settings) -> Iterator[Finding]:
    """Name what is gone."""
    yield Finding(f"is in the state as {found.get('id')}, and does not exist")
