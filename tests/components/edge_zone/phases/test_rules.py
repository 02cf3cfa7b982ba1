"""What the edge is told for each phase."""

from typing import Any

import pytest

from components.edge_zone.matching import Match
from tests.components.edge_zone.conftest import Edge

PROBES = (
    '(lower(http.request.uri.path) contains "/." and not starts_with(lower(http.request.uri.path), "/.well-known/"))'
)


@pytest.mark.parametrize(
    ("match", "expression"),
    [
        ({}, "true"),
        ({"paths": ["/login"]}, 'http.request.uri.path eq "/login"'),
        ({"paths": ["/*"]}, 'starts_with(http.request.uri.path, "/")'),
        (
            {"paths": ["/a", "/b", "/c/*"]},
            '(http.request.uri.path in {"/a" "/b"} or starts_with(http.request.uri.path, "/c/"))',
        ),
        (
            {"hosts": ["@", "api"], "methods": ["POST"], "paths": ["/login"]},
            'http.host in {"arqora.test" "api.arqora.test"} and http.request.method eq "POST" and '
            'http.request.uri.path eq "/login"',
        ),
    ],
)
def test_requests_are_named_in_the_rules_language(match: dict[str, Any], expression: str) -> None:
    assert Match(**match).expression("arqora.test") == expression


def test_a_phase_without_rules_has_no_ruleset(edge: Edge) -> None:
    bare = edge(rate_limits={}, firewall={"probes": False, "methods": []})
    assert list(bare.phases()) == ["http_request_firewall_managed", "http_response_headers_transform"]


def test_references_are_unique_in_each_phase_and_stay_when_others_come(edge: Edge) -> None:
    args = edge(plan="pro", firewall={"rules": {"a": {"expression": "ssl"}, "b": {"expression": "ssl"}}})
    references = [rule["ref"] for rule in args.phases()["http_request_firewall_custom"]]
    assert references == ["probes", "methods", "a", "b"]
    assert all(rule["enabled"] for rules in args.phases().values() for rule in rules)


def test_hidden_files_are_refused_and_what_is_meant_to_be_read_is_not(edge: Edge) -> None:
    (probes, methods) = edge().phases()["http_request_firewall_custom"]
    assert probes["expression"].startswith(PROBES)
    assert probes["action"] == methods["action"] == "block"
    assert methods["expression"].startswith('not http.request.method in {"GET" ')


@pytest.mark.parametrize(
    ("plan", "rulesets"),
    [("free", ["free"]), ("pro", ["cloudflare", "owasp"]), ("enterprise", ["cloudflare", "owasp"])],
)
def test_every_managed_ruleset_of_the_plan_sees_every_request(edge: Edge, plan: str, rulesets: list[str]) -> None:
    rules = edge(plan=plan).phases()["http_request_firewall_managed"]
    assert [rule["ref"] for rule in rules] == rulesets
    assert all(rule["expression"] == "true" and "overrides" not in rule["action_parameters"] for rule in rules)


def test_a_managed_rule_that_is_wrong_about_us_is_exempted_alone(edge: Edge) -> None:
    args = edge(plan="pro", managed={"exempt": {"5" * 32: "blocks our own uploads of archives"}})
    ours, owasp = args.phases()["http_request_firewall_managed"]
    assert ours["action_parameters"]["overrides"] == {"rules": [{"id": "5" * 32, "enabled": False}]}
    assert "overrides" not in owasp["action_parameters"]


def test_a_limit_counts_visitors_where_the_plan_can(edge: Edge) -> None:
    limit = {"paths": ["/login"], "methods": ["POST"], "requests": 5, "period": 300, "timeout": 3600, "by": "visitor"}
    (rule,) = edge(plan="business", rate_limits={"login": limit}).phases()["http_ratelimit"]
    assert rule["ratelimit"] == {
        "characteristics": ["cf.colo.id", "cf.unique_visitor_id"],
        "period": 300,
        "requests_per_period": 5,
        "mitigation_timeout": 3600,
    }


@pytest.mark.parametrize(("action", "seconds"), [("block", 10), ("managed_challenge", 0)])
def test_a_challenge_is_asked_for_only_as_long_as_the_rate_is_exceeded(edge: Edge, action: str, seconds: int) -> None:
    args = edge(rate_limits={"login": {"paths": ["/login"], "requests": 5, "action": action}})
    assert args.problems() == []
    (rule,) = args.phases()["http_ratelimit"]
    assert (rule["action"], rule["ratelimit"]["mitigation_timeout"]) == (action, seconds)


def test_answers_are_kept_as_told(edge: Edge) -> None:
    rules = {
        "api": {"hosts": ["api"], "edge": "bypass"},
        "assets": {"paths": ["/assets/*"], "edge": 86400, "browser": 3600},
        "pages": {},
    }
    kept = {
        rule["ref"]: rule["action_parameters"]
        for rule in edge(cache={"rules": rules}).phases()["http_request_cache_settings"]
    }
    assert kept == {
        "api": {"cache": False},
        "assets": {
            "cache": True,
            "edge_ttl": {"mode": "override_origin", "default": 86400},
            "browser_ttl": {"mode": "override_origin", "default": 3600},
        },
        "pages": {
            "cache": True,
            "edge_ttl": {"mode": "respect_origin"},
            "browser_ttl": {"mode": "respect_origin"},
        },
    }


@pytest.mark.parametrize(
    ("redirect", "target"),
    [
        ({"hosts": ["www"], "to": "@"}, {"expression": 'concat("https://arqora.test", http.request.uri.path)'}),
        (
            {"paths": ["/docs/*"], "to": "https://docs.example.org/v1/"},
            {"expression": 'concat("https://docs.example.org/v1", http.request.uri.path)'},
        ),
        (
            {"paths": ["/old"], "to": "https://docs.example.org/new", "keep_path": False},
            {"value": "https://docs.example.org/new"},
        ),
        ({"paths": ["/old"], "to": "api", "keep_path": False}, {"value": "https://api.arqora.test/"}),
    ],
)
def test_requests_are_sent_on(edge: Edge, redirect: dict[str, Any], target: dict[str, str]) -> None:
    args = edge(redirects={"x": redirect})
    assert args.problems() == []
    (rule,) = args.phases()["http_request_dynamic_redirect"]
    told = rule["action_parameters"]["from_value"]
    assert told == {"status_code": 301, "target_url": target, "preserve_query_string": True}


def test_a_host_can_have_headers_of_its_own(edge: Edge) -> None:
    headers = {
        "everywhere": {"x-frame-options": "SAMEORIGIN"},
        "hosts": {"api": {"Content-Security-Policy": "default-src 'none'", "Permissions-Policy": None}},
    }
    everywhere, api = edge(headers=headers).phases()["http_response_headers_transform"]
    told = everywhere["action_parameters"]["headers"]
    assert told["x-frame-options"] == {"operation": "set", "value": "SAMEORIGIN"}
    assert "X-Frame-Options" not in told
    assert told["X-Content-Type-Options"] == {"operation": "set", "value": "nosniff"}
    assert api["expression"] == 'http.host eq "api.arqora.test"'
    assert api["action_parameters"]["headers"]["Permissions-Policy"] == {"operation": "remove"}


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("free", {"fight_mode": True}),
        (
            "pro",
            {
                "sbfm_definitely_automated": "managed_challenge",
                "sbfm_verified_bots": "allow",
                "sbfm_static_resource_protection": False,
            },
        ),
        (
            "business",
            {
                "sbfm_definitely_automated": "managed_challenge",
                "sbfm_verified_bots": "allow",
                "sbfm_static_resource_protection": False,
                "sbfm_likely_automated": "allow",
            },
        ),
    ],
)
def test_robots_are_told_what_the_plan_can_say(edge: Edge, plan: str, told: dict[str, Any]) -> None:
    args = edge(plan=plan)
    assert args.bots.setting(args.plan) == told


def test_robots_of_customers_can_be_let_in_on_the_free_plan(edge: Edge) -> None:
    args = edge(bots={"automated": "allow"})
    assert args.bots.setting(args.plan) == {"fight_mode": False}
