"""A zone says who may issue certificates for it."""

from collections.abc import Iterator

from ...cloudflare.tokens import DNS_RECORD
from ...cloudflare.zones import READS, Zone, judged
from ...finding import Finding
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

ISSUE = ("issue", "issuewild")


@stack_rule(
    "zone-caa",
    reads=READS,
    protects="any of the world's authorities may issue a certificate for this domain to whoever tricks it",
    remedy="add a DnsRecord of type CAA at the apex, tag issue, for each authority that is used",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for a record at the apex; one below it says nothing of the zone."""
    for zone in judged(stack):
        if not any(_restricts(record, zone) for record in zone.of(DNS_RECORD)):
            yield Finding("has no CAA record at its apex in this stack", zone.at)


def _restricts(record: Resource, zone: Zone) -> bool:
    data = record.get("data")
    tag = data.get("tag") if isinstance(data, dict) else None
    return record.get("type") == "CAA" and zone.is_at(record, "@") and tag in ISSUE
