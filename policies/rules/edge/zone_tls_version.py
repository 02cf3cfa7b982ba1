"""Visitors speak TLS 1.2 at least, and TLS 1.3 if they can."""

from collections.abc import Iterator

from ...cloudflare.settings import one_of, required
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-tls-version",
    reads=READS,
    protects="older versions of TLS can be broken, and a visitor can be talked down to them",
    remedy='state ZoneSetting for min_tls_version with "1.2" or "1.3", and for tls_1_3 with "on"',
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at each zone's versions. `zrt` is 1.3 with early data."""
    for zone in judged(stack):
        yield from required(zone, "min_tls_version", one_of("1.2", "1.3"), "1.2 or 1.3", "1.0")
        yield from required(zone, "tls_1_3", one_of("on", "zrt"), "on", "whatever it was set to by hand")
