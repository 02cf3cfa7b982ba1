"""What travels between the edge and the origin is encrypted, and the edge looks at the origin's certificate."""

from collections.abc import Iterator

from ...cloudflare.settings import one_of, required
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings

STRICT = ("strict", "origin_pull")
"""Both check the certificate; `origin_pull` also for visitors who ask for http. Source: Cloudflare, SSL modes."""


@stack_rule(
    "zone-encryption",
    reads=READS,
    protects="anybody on the way between the edge and the origin can read and change what visitors send",
    remedy='state ZoneSetting(setting_id="ssl", value="strict")',
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at each zone's mode."""
    for zone in judged(stack):
        yield from required(
            zone, "ssl", one_of(*STRICT), "strict", "whatever the vendor chooses, http to the origin included"
        )
