"""A phase of a zone has one ruleset, and so one owner."""

from collections import defaultdict
from collections.abc import Iterator

from ...cloudflare.tokens import RULESET
from ...cloudflare.zones import READS, zones
from ...finding import Finding
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-phase-owner",
    reads=READS,
    protects="the vendor keeps one ruleset per phase, so two overwrite each other, or the update ends half way",
    remedy="write all rules of a phase into one Ruleset; EdgeZone takes them as arguments",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Count each zone's rulesets by their phases."""
    for zone in zones(stack):
        owners: dict[str, list[Resource]] = defaultdict(list)
        for ruleset in zone.of(RULESET):
            phase = ruleset.get("phase")
            if isinstance(phase, str):
                owners[phase].append(ruleset)
        for phase, (first, *others) in owners.items():
            for other in others:
                yield Finding(f"is in the phase {phase}, whose rules {first.name} has already", other)
