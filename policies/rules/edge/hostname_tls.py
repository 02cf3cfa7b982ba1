"""No name of a zone speaks weaker TLS than the zone."""

from collections.abc import Iterator

from ...cloudflare.tokens import HOSTNAME_TLS, R2_CUSTOM_DOMAIN, ZONE_SETTING
from ...cloudflare.versions import LEAST, VERSIONS, weak_ciphers, weaker
from ...cloudflare.zones import READS, Zone, zones
from ...finding import Finding
from ...reading import UNKNOWN
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "hostname-tls",
    reads=(*READS, *R2_CUSTOM_DOMAIN),
    protects="the weakest name of a zone is where its visitors, and their cookies, are attacked",
    remedy='give names at least the zone\'s version of TLS ("1.2" or "1.3"), and only ciphers that authenticate',
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at settings of single names, at lists of ciphers, and at buckets with a name of their own."""
    for zone in zones(stack):
        least = _least(zone)
        for each in zone.of(HOSTNAME_TLS):
            yield from _name(each, least)
        for each in zone.of(ZONE_SETTING):
            if each.get("settingId") == "ciphers" and weak_ciphers(each.get("value")):
                yield Finding("allows a weak cipher, or may", each)
    for bucket in stack.of(*R2_CUSTOM_DOMAIN):
        if weaker(bucket.get("minTls") or "1.0", LEAST):
            yield Finding(f"speaks versions older than {LEAST}, or may (minTls)", bucket)


def _name(each: Resource, least: str) -> Iterator[Finding]:
    setting, value = each.get("settingId"), each.get("value")
    if setting is UNKNOWN:
        yield Finding("sets something that is not known before apply", each)
    if setting == "min_tls_version" and weaker(value, least):
        yield Finding(f"speaks versions older than {least}, or may", each)
    if setting == "ciphers" and weak_ciphers(value):
        yield Finding("allows a weak cipher, or may", each)


def _least(zone: Zone) -> str:
    """Return what the zone states, if that is good enough itself: `zone-tls-version` is about the zone."""
    stated = [each.get("value") for each in zone.setting("min_tls_version")]
    return max([LEAST, *(str(value) for value in stated if value in VERSIONS)])
