"""What a zone's settings promise is not taken back for some of its requests."""

from collections.abc import Iterator

from ...cloudflare.overrides import weakened
from ...cloudflare.rulesets import CONFIGURATION, parameters, rules
from ...cloudflare.tokens import PAGE_RULE, RULESET
from ...finding import Finding
from ...reading import UNKNOWN, Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "zone-setting-overridden",
    on=(*RULESET, *PAGE_RULE),
    protects="the zone looks well kept, and the requests that this matches are not",
    remedy="leave encryption and protection to the zone's settings",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at configuration rules and at page rules."""
    if resource.type in PAGE_RULE:
        actions = resource.get("actions")
        if resource.get("status") != "disabled":
            for name in weakened(actions) if isinstance(actions, dict) else ["something that is not known"]:
                yield Finding(f"weakens {name}, or may")
        return
    if resource.get("phase") not in (CONFIGURATION, UNKNOWN):
        return
    for index, each in enumerate(rules(resource)):
        for name in _weakened(each):
            yield Finding(f"rules[{index}] weakens {name}, or may")


def _weakened(each: Value) -> list[str]:
    known = isinstance(each, dict) and each.get("actionParameters") is not UNKNOWN
    return weakened(parameters(each)) if known else ["something that is not known"]
