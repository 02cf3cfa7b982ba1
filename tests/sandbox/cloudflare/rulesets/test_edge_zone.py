"""What the component EdgeZone asks for is what the plan that it is told has."""

from datetime import date
from typing import Any, get_args

import pytest

from components.edge_zone import EdgeZoneArgs, Origin
from components.edge_zone.capabilities import Plan
from tests.sandbox.cloudflare.conftest import ACCOUNT, Call

PAID: dict[str, Any] = {
    "free": {},
    "pro": {
        "rate_limits": {"login": {"hosts": ["api"], "paths": ["/login"], "requests": 5, "period": 60, "timeout": 600}}
    },
    "business": {
        "rate_limits": {
            "write": {"methods": ["POST"], "requests": 50, "period": 300, "timeout": 86400, "by": "visitor"}
        },
        "firewall": {"rules": {"odd": {"expression": 'http.user_agent matches "^(curl|wget)"'}}},
        "cache": {"rules": {"short": {"paths": ["/news/*"], "edge": 30, "browser": 10}}},
    },
    "enterprise": {
        "rate_limits": {"all": {"requests": 500, "period": 3600, "timeout": 60, "action": "managed_challenge"}},
        "firewall": {"rules": {"seen": {"expression": "ssl", "action": "log"}}},
    },
}
"""Plan -> what only it and those above it have."""
EVERYWHERE: dict[str, Any] = {
    "zone": "arqora.dev",
    "account_id": ACCOUNT,
    "today": date(2026, 11, 25),
    "hsts": [{"stage": "minutes", "since": "2026-11-01"}],
    "origins": {"api": [Origin("app-1", 4, "203.0.113.5")]},
    "cache": {
        "rules": {"assets": {"paths": ["/assets/*"], "edge": 86400}, "api": {"hosts": ["api"], "edge": "bypass"}}
    },
    "redirects": {"www": {"hosts": ["www"], "to": "@"}, "old": {"paths": ["/old"], "to": "https://a.test/new"}},
    "headers": {"hosts": {"api": {"Content-Security-Policy": None}}},
}


def zone_on(plan: Plan) -> EdgeZoneArgs:
    """Return a zone with one of nearly every rule that a plan has."""
    return EdgeZoneArgs(**{**EVERYWHERE, **PAID[plan], "plan": plan})


@pytest.mark.parametrize("plan", get_args(Plan))
def test_every_rule_of_a_plan_is_taken(call: Call, zone: str, plan: Plan) -> None:
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": plan}).ok
    args = zone_on(plan)
    asked = args.phases()
    assert len(asked) == 6
    for phase, rules in asked.items():
        body = {"kind": "zone", "name": phase, "phase": phase, "rules": rules}
        answer = call("POST", f"/zones/{zone}/rulesets", body)
        assert answer.ok, answer.text
        assert [each["ref"] for each in answer.json()["result"]["rules"]] == [each["ref"] for each in rules]
    assert call("PUT", f"/zones/{zone}/bot_management", args.bots.setting(plan)).ok
