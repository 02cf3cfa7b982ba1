"""A zone's promise of https may be built into browsers."""

from collections.abc import Iterator

from ...cloudflare.hsts import SETTING, promise
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import Level, stack_rule
from ...settings import Settings


@stack_rule(
    "zone-hsts-preload",
    reads=READS,
    protects="the very first visit of a browser, before it was told anything, can still be caught",
    remedy="set preload in strict_transport_security, and submit the domain to the browsers' list",
    level=Level.ADVISORY,
    level_reason="taking it back takes months, so each domain decides on it for itself",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at promises that are made at all: `zone-hsts` is about the others."""
    for zone in judged(stack):
        for each in zone.setting(SETTING):
            told = promise(each.get("value"))
            if told is not None and told.enabled is True and told.preload is not True:
                yield Finding("does not let browsers build the promise in", each)
