"""What the vendor has can be read, and so judged."""

from collections.abc import Iterator

from ...finding import Finding
from ...live.tokens import UNREADABLE
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "unreadable-object",
    on=(UNREADABLE,),
    protects="what no rule can judge may be open to anybody",
    remedy="look at it in the vendor's console, and bring policies/live up to date with the vendor's API",
)
def rule(found: Resource, _settings: Settings) -> Iterator[Finding]:
    """Report it, with the kind of trouble and nothing of its content."""
    yield Finding(f"cannot be judged: {found.get('why')}")
