"""Commands do nothing that no resource shows: no vendor's API, no other tool, no script that is fetched as it runs."""

from collections.abc import Iterator

from ...finding import Finding
from ...host.acts import acts, unread
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "act-beyond-sight",
    on=HOST_TYPES,
    protects="what it makes, opens or takes away is in no plan, no state and no review",
    remedy="declare it as a resource, or bring the program to the host as a package or a file that is reviewed",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at commands, scripts and units."""
    told = content(resource)
    for facts in dict.fromkeys((*acts(told, "unseen"), *unread(told))):
        yield Finding(facts)
