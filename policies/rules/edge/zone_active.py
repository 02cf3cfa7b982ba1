"""A zone is served by the edge: not paused, not only named by it, not only half of it."""

from collections.abc import Iterator

from ...cloudflare.tokens import ZONE, ZONE_DNS_SETTINGS
from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

SERVED = (None, "full", "internal")
"""The vendor takes `full`. Internal zones never meet the internet."""


@resource_rule(
    "zone-active",
    on=(*ZONE, *ZONE_DNS_SETTINGS),
    protects="a zone that the edge only answers names for shows every origin's address and filters nothing",
    remedy='leave paused and zone_mode alone, and let the zone be of type "full"',
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the zone, and at its DNS settings."""
    if resource.type in ZONE_DNS_SETTINGS:
        if resource.get("zoneMode") not in (None, "standard"):
            yield Finding("has a zone mode other than standard, or one that is not known before apply")
        return
    if resource.get("paused") not in (None, False):
        yield Finding("is paused, or may be")
    if resource.get("type") not in SERVED:
        yield Finding("is not a full zone, or may not be: its names are also kept where nobody looks at them")
