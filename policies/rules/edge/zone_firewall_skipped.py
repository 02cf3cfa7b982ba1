"""Nothing but a few named requests goes past the edge's rules."""

from collections.abc import Iterator

from ...cloudflare.rulesets import narrow, parameters, rules
from ...cloudflare.tokens import RULESET
from ...finding import Finding
from ...reading import UNKNOWN, Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "zone-firewall-skipped",
    on=RULESET,
    protects="a rule that skips the others for a whole zone, or for a name in it, switches its protection off",
    remedy="skip for single addresses, paths or known robots only, or exempt the one managed rule that is wrong",
)
def rule(ruleset: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at each rule that skips others, or that executes others with all of them off."""
    for index, each in enumerate(rules(ruleset)):
        if each is UNKNOWN or not isinstance(each, dict):
            yield Finding(f"rules[{index}] is not known before apply, and may skip all others")
        elif each.get("action") in ("skip", UNKNOWN) and not narrow(each.get("expression")):
            yield Finding(f"rules[{index}] skips other rules, or may, for more than a few requests")
        elif each.get("action") == "execute" and _emptied(each):
            yield Finding(f"rules[{index}] executes a ruleset whose rules it switches off or only logs, or may")


def _emptied(each: dict[str, Value]) -> bool:
    if each.get("actionParameters") is UNKNOWN:
        return True
    overrides = parameters(each).get("overrides")
    if not isinstance(overrides, dict):
        return overrides is not None
    return overrides.get("enabled") not in (None, True) or overrides.get("action") in ("log", UNKNOWN)
