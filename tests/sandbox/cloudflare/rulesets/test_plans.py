"""What a plan does not include is refused, as the vendor does it, and taken on the plan that has it."""

from typing import Any

import pytest
from cloudflare import Cloudflare

from tests.sandbox.cloudflare.conftest import ACCOUNT, Call
from tests.sandbox.cloudflare.rulesets.test_judgement import (
    CACHE,
    CUSTOM,
    HEADERS,
    LIMIT,
    LIMITS,
    MANAGED,
    PAID,
    refused,
    rule,
)

PATH = 'http.request.uri.path eq "/login"'
FIVE = [rule("block", expression=f'http.request.uri.path eq "/{number}"') for number in range(5)]

VISITOR = "cf.unique_visitor_id"
TOO_MANY = "exceeded the maximum number of rules in the phase {}: {} out of {}"
NO_REGEX = (
    "not entitled: the use of operator Matches is not allowed, a Business plan or a WAF Advanced plan is required"
)
NO_PERIOD = "not entitled to use the period {}, can only use a period among [10]"
NO_TIMEOUT = "not entitled to use a mitigation timeout different from {}"
NO_FIELD = "not entitled: the use of field {} is not allowed, an higher Advanced Rate Limiting plan is required"
NO_COUNT = "not entitled to use the characteristic {}"
TOO_SHORT = "'60' is not a valid value for default because the plan allows at least 7200 seconds"


def limit(expression: str = PATH, action: str = "block", **parts: Any) -> dict[str, Any]:
    """Return a rate limiting rule."""
    return rule(action, {}, expression, ratelimit={**LIMIT, **parts})


def cached(field: str, seconds: int) -> dict[str, Any]:
    """Return a cache rule."""
    return rule("set_cache_settings", {"cache": True, field: {"mode": "override_origin", "default": seconds}})


@pytest.mark.parametrize(
    ("sent", "refusal", "better"),
    [
        ((CUSTOM, [*FIVE, rule("block")]), (50001, TOO_MANY.format(CUSTOM, 6, 5)), "pro"),
        ((LIMITS, [limit(), limit()]), (50001, TOO_MANY.format(LIMITS, 2, 1)), "pro"),
        ((CUSTOM, [rule("block", expression='http.user_agent matches "a+"')]), (50002, NO_REGEX), "business"),
        ((CUSTOM, [rule("log")]), (50002, "not entitled to use the action log"), "enterprise"),
        ((MANAGED, [rule("execute", {"id": PAID})]), (50002, "not entitled to execute this managed ruleset"), "pro"),
        ((LIMITS, [limit(period=60)]), (50002, NO_PERIOD.format(60)), "pro"),
        ((LIMITS, [limit(mitigation_timeout=600)]), (50002, NO_TIMEOUT.format(10)), "pro"),
        ((LIMITS, [limit(action="managed_challenge")]), (50002, NO_TIMEOUT.format(0)), "enterprise"),
        ((LIMITS, [limit('http.host eq "a.test"')]), (50002, NO_FIELD.format("http.host")), "pro"),
        ((LIMITS, [limit(characteristics=["cf.colo.id", VISITOR])]), (50002, NO_COUNT.format(VISITOR)), "business"),
        ((CACHE, [cached("edge_ttl", 60)]), (50002, TOO_SHORT), "business"),
        (
            (LIMITS, [limit(counting_expression="ssl")]),
            (50002, "not entitled to use a counting expression"),
            "enterprise",
        ),
    ],
)
def test_what_the_plan_lacks_is_refused_until_another_one_is_paid_for(
    call: Call, zone: str, sent: tuple[str, list[dict[str, Any]]], refusal: tuple[int, str], better: str
) -> None:
    phase, rules = sent
    assert refused(call, zone, phase, *rules)[:2] == refusal
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": better}).ok
    answer = call("PUT", f"/zones/{zone}/rulesets/phases/{phase}/entrypoint", {"rules": rules})
    assert answer.ok, answer.text


def test_a_challenge_is_limited_without_a_duration(call: Call, zone: str) -> None:
    sent = [limit(action="managed_challenge", mitigation_timeout=0)]
    assert call("PUT", f"/zones/{zone}/rulesets/phases/{LIMITS}/entrypoint", {"rules": sent}).ok


def test_rules_that_change_headers_share_a_limit_with_those_that_change_addresses(call: Call, zone: str) -> None:
    def put(phase: str, count: int, parameters: dict[str, Any]) -> int:
        body = {"rules": [rule("rewrite", parameters, f'http.host eq "{number}"') for number in range(count)]}
        return call("PUT", f"/zones/{zone}/rulesets/phases/{phase}/entrypoint", body).status_code

    assert put("http_request_transform", 4, {"uri": {"path": {"value": "/"}}}) == 200
    headers = {"headers": {"X-A": {"operation": "remove"}}}
    assert [put(HEADERS, count, headers) for count in (6, 7)] == [200, 400]


def test_a_zone_shows_its_plan(client: Cloudflare, call: Call, zone: str) -> None:
    def shown(identity: str) -> Any:
        found = client.zones.get(zone_id=identity)
        assert found
        return found.plan.legacy_id if found.plan else None

    assert shown(zone) == "free"
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": "business"}).ok
    assert shown(zone) == "business"
    assert call("PUT", "/_sandbox/zones/arqora.test/plan", {"plan": "pro"}).ok
    made = client.zones.create(account={"id": ACCOUNT}, name="arqora.test", type="full")
    assert made
    assert shown(made.id) == "pro"
    assert call("GET", "/_sandbox/state").json()["resources"] == {"zone": 2}


def test_a_plan_that_does_not_exist_is_refused(call: Call) -> None:
    answer = call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": "gold"})
    assert not answer.ok
    assert "'free', 'pro', 'business' or 'enterprise'" in answer.text
