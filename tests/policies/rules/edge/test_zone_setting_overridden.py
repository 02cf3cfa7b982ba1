"""No rule takes a zone's protection away from some of its requests."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "zone-setting-overridden"
RULESET = "cloudflare:index/ruleset:Ruleset"
PAGE = "cloudflare:index/pageRule:PageRule"


def configured(**told: Any) -> dict[str, Any]:
    return {"phase": "http_config_settings", "rules": [{"action": "set_config", "actionParameters": told}]}


@pytest.mark.parametrize("told", [{"ssl": "strict"}, {"bic": True}, {"automaticHttpsRewrites": True}, {}])
def test_as_strong_a_setting_passes(find: Find, told: Any) -> None:
    assert find(RULE, configured(**told), RULESET) == []
    assert find(RULE, {"actions": told}, PAGE) == []


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"ssl": "off"}, "ssl"),
        ({"ssl": "full"}, "ssl"),
        ({"ssl": UNKNOWN}, "ssl"),
        ({"securityLevel": "essentially_off"}, "securityLevel"),
        ({"bic": False}, "bic"),
    ],
)
def test_a_weaker_one_is_named(find: Find, told: Any, name: str) -> None:
    assert find(RULE, configured(**told), RULESET) == [f"x: rules[0] weakens {name}, or may"]
    assert find(RULE, {"actions": told}, PAGE) == [f"x: weakens {name}, or may"]


def test_rules_of_another_phase_set_nothing(find: Find) -> None:
    assert find(RULE, configured(ssl="off") | {"phase": "http_ratelimit"}, RULESET) == []


def test_a_page_rule_that_is_off_sets_nothing(find: Find) -> None:
    assert find(RULE, {"actions": {"ssl": "off"}, "status": "disabled"}, PAGE) == []


def test_what_is_not_known_may_weaken(find: Find) -> None:
    assert len(find(RULE, {"actions": UNKNOWN}, PAGE)) == 1
    assert len(find(RULE, {"phase": UNKNOWN, "rules": UNKNOWN}, RULESET)) == 1
    told = {"action": "set_config", "actionParameters": UNKNOWN}
    assert len(find(RULE, {"phase": "http_config_settings", "rules": [told]}, RULESET)) == 1
