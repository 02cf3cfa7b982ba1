"""Robots are held up before they reach the origin."""

from collections.abc import Iterator

from ...cloudflare.tokens import BOT_MANAGEMENT
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Resource, Stack
from ...rule import Level, stack_rule
from ...settings import Settings

STOPS = ("block", "managed_challenge")


@stack_rule(
    "zone-bot-fight",
    reads=READS,
    protects="robots that try passwords and copy content cost the origin what they cost everybody else",
    remedy="declare BotManagement with fight_mode=True, or with sbfm_definitely_automated on a plan that has it",
    level=Level.ADVISORY,
    level_reason="on the free plan no rule exempts anybody from it, so a zone with an API for programs cannot have it",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for each zone's answer to robots."""
    for zone in judged(stack):
        stated = list(zone.of(BOT_MANAGEMENT))
        if not stated:
            yield Finding("has no BotManagement in this stack", zone.at)
        for each in stated:
            if not _stops(each):
                yield Finding("lets robots pass, or may do so", each)


def _stops(management: Resource) -> bool:
    return management.get("fightMode") is True or management.get("sbfmDefinitelyAutomated") in STOPS
