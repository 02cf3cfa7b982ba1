"""Addresses of people are hidden from harvesters, and images from other people's sites."""

from collections.abc import Iterator

from ...cloudflare.settings import one_of, required
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import Level, stack_rule
from ...settings import Settings


@stack_rule(
    "zone-content-protection",
    reads=READS,
    protects="harvesters read addresses off pages, and other sites let this one pay for their images",
    remedy='state ZoneSetting with the value "on" for email_obfuscation and hotlink_protection',
    level=Level.ADVISORY,
    level_reason="both change what is served, which breaks pages and images that are meant to be used elsewhere",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at each zone's switches."""
    for zone in judged(stack):
        yield from required(zone, "email_obfuscation", one_of("on"), "on", "whatever it was set to by hand")
        yield from required(zone, "hotlink_protection", one_of("on"), "on", "off")
