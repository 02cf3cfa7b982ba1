"""The rules of a ruleset, and which rule of the program is which rule of the vendor's.

A rule without a `ref` is known by what it does: as long as nothing in it changes, it keeps its id. The official
provider leaves that to the vendor, and says to give each rule a `ref` (its documentation, "The rule ID changes when I
modify a rule").
"""

from collections.abc import Mapping
from typing import Any

from sandbox.plugins.cloudflare.resources.rulesets.parameters import PARAMETERS
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, string
from sandbox.plugins.framework.schema.property import Property
from sandbox.plugins.framework.values import UNKNOWN, Properties

RATE_LIMIT: Mapping[str, Property] = {
    "characteristics": list_of(string(), required=True),
    "period": integer(required=True),
    "countingExpression": string(),
    "mitigationTimeout": integer(computed=True),
    "requestsPerPeriod": integer(),
    "requestsToOrigin": boolean(default=False),
    "scorePerPeriod": integer(),
    "scoreResponseHeaderName": string(),
}
RULE: Mapping[str, Property] = {
    "id": string(computed=True),
    "action": string(required=True),
    "actionParameters": nested(PARAMETERS, default={}),
    "description": string(default=""),
    "enabled": boolean(default=True),
    "exposedCredentialCheck": nested(
        {"passwordExpression": string(required=True), "usernameExpression": string(required=True)}
    ),
    "expression": string(required=True),
    "logging": nested({"enabled": boolean(computed=True)}, computed=True),
    "ratelimit": nested(RATE_LIMIT),
    "ref": string(computed=True),
}
NUMBERED = frozenset({"id", "ref", "logging"})
"""What the vendor adds to a rule."""


def same_rules(old: object, new: object) -> bool:
    """Tell whether two lists of rules mean the same: what an action is not told, and what is empty, is none."""
    return bool(_bare(old) == _bare(new))


def known_again(plan: Any, state: Any) -> Any:  # noqa: ANN401 -- rules may be unknown as a whole
    """Return planned rules with the ids of those that the state has already."""
    if not isinstance(plan, list) or not isinstance(state, list):
        return plan
    left = [each for each in state if isinstance(each, Mapping)]
    return [_known_again(each, left) if isinstance(each, Mapping) else each for each in plan]


def _known_again(rule: Properties, left: list[Properties]) -> Properties:
    found = next((old for old in left if _is(rule, old)), None)
    if found is None:
        return rule
    left.remove(found)
    logged = rule.get("logging") is UNKNOWN and rule.get("action") == found.get("action")
    return {
        **rule,
        "id": found.get("id"),
        "ref": found.get("ref"),
        "logging": found.get("logging") if logged else rule.get("logging"),
    }


def _is(rule: Properties, old: Properties) -> bool:
    if rule.get("ref") not in (None, UNKNOWN):
        return bool(rule["ref"] == old.get("ref"))
    return bool(_content(rule) == _content(old))


def _content(rule: Properties) -> Any:  # noqa: ANN401 -- a rule without some of its members
    return _bare({key: value for key, value in rule.items() if key not in NUMBERED})


def _bare(value: Any) -> Any:  # noqa: ANN401 -- rules, or parts of them
    """Return a value without members that are null, unknown or an empty object, at any depth."""
    if isinstance(value, Mapping):
        kept = {key: _bare(item) for key, item in value.items() if item is not None and item is not UNKNOWN}
        return {key: item for key, item in kept.items() if item != {}}
    return [_bare(item) for item in value] if isinstance(value, list) else value
