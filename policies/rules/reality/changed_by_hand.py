"""What the vendor has is what the stack asks for."""

from collections.abc import Iterator

from ...finding import Finding
from ...live.tokens import CHANGED
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "changed-by-hand",
    on=(CHANGED,),
    protects="what was changed past the program was reviewed by nobody, and the next update may keep it or undo it",
    remedy="undo it (`pulumi refresh`, then `arqora up ENV`), or write it into the program",
)
def rule(found: Resource, _settings: Settings) -> Iterator[Finding]:
    """Report each difference."""
    differences = found.get("differences")
    if not isinstance(differences, list) or not differences or UNKNOWN in differences:
        yield Finding("differs from what the stack asks for, and nobody can say how")
        return
    for difference in differences:
        yield Finding(str(difference))
