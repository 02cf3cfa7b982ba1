"""A zone's answers are signed."""

from collections.abc import Iterator

from ...cloudflare.tokens import ZONE_DNSSEC
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-dnssec",
    reads=READS,
    protects="forged answers send visitors, and whoever issues certificates, to somebody else's server",
    remedy='declare ZoneDnssec(status="active") and give its DS record to the registrar',
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for each zone's signature. That the registrar has the DS record shows in `pending`, on live data only."""
    for zone in judged(stack):
        stated = list(zone.of(ZONE_DNSSEC))
        if not stated:
            yield Finding("has no ZoneDnssec in this stack", zone.at)
        for each in stated:
            if each.get("status") != "active":
                yield Finding("is not active, or may not be", each)
