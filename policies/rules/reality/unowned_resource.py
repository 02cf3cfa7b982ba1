"""What exists at the vendor belongs to a stack."""

from collections.abc import Iterator

from ...finding import Finding
from ...live.tokens import UNOWNED
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

STACK_LABEL = "arqora.dev/stack"


@resource_rule(
    "unowned-resource",
    on=(UNOWNED,),
    protects="nobody updates, backs up, pays attention to or removes what no program declares",
    remedy="delete it, or declare and import it; what another stack owns is named to the audit by its exported state",
)
def rule(found: Resource, _settings: Settings) -> Iterator[Finding]:
    """Name it, with the stack that its labels speak of: labels prove nothing."""
    stack = found.label(STACK_LABEL)
    labelled = f", although its label says {stack}" if stack else ""
    yield Finding(f"exists as {found.get('id')}, and no stack has it{labelled}")
