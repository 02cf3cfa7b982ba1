"""A stack that writes into a zone shows how the zone behaves, or says who does."""

from collections.abc import Iterator

from ...cloudflare.zones import READS, zones
from ...finding import Finding
from ...options import REASON, TEXT, Schema, record
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings

ELSEWHERE: Schema = {
    "type": "array",
    "description": "zones that another stack declares, and that are judged there",
    "items": record({"zone": {"description": "its id", **TEXT}, "reason": REASON}),
}


@stack_rule(
    "zone-unseen",
    reads=READS,
    protects="encryption, DNSSEC and the web firewall of this zone may be off, and nobody would notice here",
    remedy="declare or import the Zone and its settings, or name the stack that does in the option elsewhere",
    options={"elsewhere": ELSEWHERE},
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Report each zone once, at the first resource that names it."""
    elsewhere = {entry["zone"]: entry["reason"] for entry in settings.option("zone-unseen", "elsewhere", [])}
    for zone in zones(stack):
        if zone.looked_after:
            continue
        identifier = zone.at.get("zoneId")
        if isinstance(identifier, str) and identifier in elsewhere:
            yield Finding(f"is in a zone that is judged elsewhere ({elsewhere[identifier]})", zone.at, notice=True)
        else:
            yield Finding("is in a zone of which this stack shows neither itself nor a setting", zone.at)
