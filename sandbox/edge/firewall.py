"""The firewall: custom rules and the managed rulesets."""

from dataclasses import dataclass, field

from sandbox.edge import managed
from sandbox.edge.expression import Facts
from sandbox.edge.messages import Response
from sandbox.edge.refusals import REFUSING, refusal
from sandbox.edge.rules import CUSTOM, MANAGED, matching, unknown
from sandbox.edge.zone_state import Document, ZoneState


@dataclass
class Skipped:
    """What rules with the action `skip` take out of a request's way."""

    phases: set[str] = field(default_factory=set)
    rulesets: set[str] = field(default_factory=set)
    rules: dict[str, frozenset[str]] = field(default_factory=dict)
    """Ids of rules by their ruleset."""

    def add(self, told: Document) -> bool:
        """Note what a rule skips; says whether the rest of the phase is among it."""
        self.phases |= set(told.get("phases") or ())
        self.rulesets |= set(told.get("rulesets") or ()) - {"current"}
        self.rules |= {ruleset: frozenset(ids) for ruleset, ids in (told.get("rules") or {}).items()}
        return "current" in {told.get("ruleset"), told.get("phase")}


Event = tuple[str, str]
"""The action that a rule took and its id."""


def custom(zone: ZoneState, facts: Facts, skipped: Skipped, events: list[Event]) -> Response | None:
    """Return the refusal of the first custom rule that refuses a request, if one does."""
    for rule in matching(zone, CUSTOM, facts):
        action = str(rule.get("action"))
        events.append((action, str(rule.get("id", ""))))
        if action in REFUSING:
            return refusal(rule)
        if action == "skip":
            if skipped.add(rule.get("action_parameters") or {}):
                return None
        elif action != "log":
            raise unknown(rule, CUSTOM)
    return None


def from_managed(zone: ZoneState, facts: Facts, skipped: Skipped, events: list[Event]) -> Response | None:
    """Return the refusal of the first rule of the zone's managed rulesets that refuses a request, if one does."""
    for rule in matching(zone, MANAGED, facts):
        told = rule.get("action_parameters") or {}
        if rule.get("action") == "skip":
            if skipped.add(told):
                return None
            continue
        if rule.get("action") != "execute":
            raise unknown(rule, MANAGED)
        ruleset = str(told.get("id"))
        if ruleset in skipped.rulesets:
            continue
        for found, action in managed.found(ruleset, told.get("overrides") or {}, facts):
            if found.id in skipped.rules.get(ruleset, ()):
                continue
            events.append((action, found.id))
            if action in REFUSING:
                return refusal({"action": action})
    return None
