"""Requests are scored by the rules of OWASP too, where the plan has them."""

from collections.abc import Iterator

from ...cloudflare.rulesets import MANAGED, parameters, rules
from ...cloudflare.tokens import RULESET
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import Level, stack_rule
from ...settings import Settings

OWASP = "4814384a9e5d4991b9815dcfc25d2f1f"
"""Id of the ruleset: catalogue/cloudflare/managed_rulesets.yaml."""


@stack_rule(
    "zone-firewall-owasp",
    reads=READS,
    protects="an attack that no single signature knows is not noticed by its sum",
    remedy=f"execute the ruleset {OWASP} beside the vendor's own in the phase {MANAGED}",
    level=Level.ADVISORY,
    level_reason="only plans from Pro on have it, and a plan is bought outside the program",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for its deployment in each zone."""
    for zone in judged(stack):
        deployed = (each for ruleset in zone.of(RULESET) if ruleset.get("phase") == MANAGED for each in rules(ruleset))
        if not any(parameters(each).get("id") == OWASP for each in deployed):
            yield Finding("does not score requests by the rules of OWASP", zone.at)
