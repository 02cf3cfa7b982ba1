"""Browsers are told never to speak http to a zone, for a year at least and for all that is below it.

A zone that is on its way there (a staged ramp) has a waiver, which ends by itself.
"""

from collections.abc import Iterator

from ...cloudflare.hsts import SETTING, YEAR, promise
from ...cloudflare.zones import READS, Zone, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-hsts",
    reads=READS,
    protects="the first request of every visit can be caught in clear text and sent elsewhere",
    remedy='state ZoneSetting(setting_id="security_header") with strict_transport_security: enabled, max_age of'
    f" {YEAR} or more, include_subdomains",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at each zone's promise."""
    for zone in judged(stack):
        yield from _promised(zone)


def _promised(zone: Zone) -> Iterator[Finding]:
    stated = zone.setting(SETTING)
    if not stated:
        yield Finding(f"does not state {SETTING}, and without that browsers are told nothing", zone.at)
    for each in stated:
        told = promise(each.get("value"))
        if told is None:
            yield Finding("what browsers are told is not known before apply, or cannot be read", each)
        elif told.enabled is not True:
            yield Finding("does not switch strict transport security on", each)
        else:
            if not isinstance(told.seconds, int | float) or told.seconds < YEAR:
                yield Finding("holds for less than a year", each)
            if told.subdomains is not True:
                yield Finding("leaves subdomains out", each)
