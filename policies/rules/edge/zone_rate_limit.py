"""Nobody may ask as often as they like."""

from collections.abc import Iterator

from ...cloudflare.rulesets import LIMITS, STOPPING, rules, surely_on
from ...cloudflare.tokens import RATE_LIMIT, RULESET
from ...cloudflare.zones import READS, Zone, judged
from ...finding import Finding
from ...reading import Value
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-rate-limit",
    reads=READS,
    protects="passwords can be tried, and the origin be kept busy, as fast as a machine can ask",
    remedy=f"add a Ruleset in the phase {LIMITS} with a rule that blocks or challenges above a rate",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for a limit in each zone."""
    for zone in judged(stack):
        if not _limited(zone):
            yield Finding("has no rate limit in this stack that stops anybody", zone.at)


def _limited(zone: Zone) -> bool:
    limits = (each for ruleset in zone.of(RULESET) if ruleset.get("phase") == LIMITS for each in rules(ruleset))
    return any(map(_stops, limits)) or any(map(_older_stops, zone.of(RATE_LIMIT)))


def _stops(each: Value) -> bool:
    if not isinstance(each, dict) or not surely_on(each):
        return False
    return each.get("action") in STOPPING and isinstance(each.get("ratelimit"), dict)


def _older_stops(limit: Resource) -> bool:
    """Tell whether a limit of the older kind acts; `simulate` only counts."""
    action = limit.get("action")
    return isinstance(action, dict) and action.get("mode") in ("ban", *STOPPING)
