"""A server behind the edge answers nobody but our edge: it asks for a certificate that only our zone shows.

Its firewall lets every customer of the edge in, for their requests come from the same addresses. The certificate has to
be our own: the vendor's shared one is every customer's (Cloudflare, Authenticated Origin Pulls, explanation).
"""

from collections.abc import Iterator

from ...cloudflare.tokens import (
    DNS_RECORD,
    LOAD_BALANCER,
    ORIGIN_PULLS,
    ORIGIN_PULLS_CERTIFICATE,
    ORIGIN_PULLS_HOSTNAMES,
)
from ...cloudflare.zones import READS as ZONE_READS
from ...cloudflare.zones import Zone, zones
from ...finding import Finding
from ...picture.whole import READS, picture_of, places_of
from ...reading import Value, listed
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "origin-locked",
    reads=(*READS, *ZONE_READS),
    protects="any customer of the edge points a zone of his own at the server, past the rules of ours",
    remedy="upload an AuthenticatedOriginPullsCertificate and enable AuthenticatedOriginPullsSettings for the zone",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Follow each name that the edge stands before to servers, and look for the lock of its zone or of itself."""
    names = {name.key: name for name in picture_of(stack).names if name.proxied}
    for zone in zones(stack):
        if _is_locked(zone):
            continue
        for record in zone.of((*DNS_RECORD, *LOAD_BALANCER)):
            if record.urn not in names or zone.hostname(record.get("name")) in _hostnames(zone):
                continue
            for place in places_of(stack).of(names[record.urn].leads).places:
                yield Finding(f"leads to {place.name}, which any customer of the edge can call", record)


def _is_locked(zone: Zone) -> bool:
    enabled = any(each.get("enabled") is True for each in zone.of(ORIGIN_PULLS))
    return enabled and any(True for _ in zone.of(ORIGIN_PULLS_CERTIFICATE))


def _hostnames(zone: Zone) -> list[Value]:
    """Return the full names that have a lock of their own."""
    entries = [entry for each in zone.of(ORIGIN_PULLS_HOSTNAMES) for entry in listed(each.get("configs"))]
    told = (entry for entry in entries if isinstance(entry, dict) and entry.get("enabled") is True)
    return [zone.hostname(name) for entry in told if isinstance(name := entry.get("hostname"), str)]
