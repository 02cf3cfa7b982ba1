"""Every component says where its runbook is: how it fails, how to tell, and how to recover."""

from collections.abc import Iterator

from ...components import is_ours
from ...finding import Finding
from ...options import TEXT
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...settings import Settings


@resource_rule(
    "runbook",
    on=(EVERY_TYPE,),
    protects="whoever is called at night has to find out how it works while it does not",
    remedy="write a RUNBOOK.md beside the component, and pass its path or address as the input `runbook`",
    options={
        "required": {
            "type": "array",
            "description": "types of components that must state a runbook, beside those of ours",
            "items": TEXT,
        }
    },
)
def rule(component: Resource, settings: Settings) -> Iterator[Finding]:
    """Look for a path or an address."""
    if not is_ours(component) and component.type not in settings.option("runbook", "required", ()):
        return
    runbook = component.get("runbook")
    if not isinstance(runbook, str) or not runbook.strip():
        yield Finding("states no runbook")
