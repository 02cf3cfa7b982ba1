"""Every request is held against attacks that the vendor knows, and what is found does not get through."""

from collections.abc import Iterator

from ...cloudflare.rulesets import MANAGED, everything, managed, parameters, rules, surely_on
from ...cloudflare.tokens import RULESET
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...reading import Value
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-firewall",
    reads=READS,
    protects="attacks that everybody else is protected from reach the origin",
    remedy=f"execute a managed ruleset in the phase {MANAGED}, with the expression true and no weaker overrides",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for a managed ruleset that covers each zone."""
    for zone in judged(stack):
        deployed = [each for each in zone.of(RULESET) if each.get("phase") == MANAGED]
        if not any(_protects(each) for ruleset in deployed for each in rules(ruleset)):
            at = deployed[0] if deployed else zone.at
            yield Finding("holds no request, or not every one, against a managed ruleset that blocks", at)


def _protects(each: Value) -> bool:
    told = parameters(each)
    named = told.get("id")
    known = isinstance(named, str) and named in managed()
    executes = isinstance(each, dict) and surely_on(each) and each.get("action") == "execute" and known
    return executes and everything(each) and _as_it_is(told.get("overrides"))


def _as_it_is(overrides: Value) -> bool:
    """Tell whether a ruleset as a whole keeps its actions. Single rules and categories may be exempted."""
    if overrides is None:
        return True
    if not isinstance(overrides, dict):
        return False
    return overrides.get("enabled") in (None, True) and overrides.get("action") in (None, "block", "managed_challenge")
