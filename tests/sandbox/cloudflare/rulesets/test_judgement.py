"""What a rule may be: actions of its phase, parameters of its action, expressions that can be read."""

from typing import Any

import pytest

from tests.sandbox.cloudflare.conftest import Call

CUSTOM, MANAGED, LIMITS = "http_request_firewall_custom", "http_request_firewall_managed", "http_ratelimit"
CACHE, REDIRECTS = "http_request_cache_settings", "http_request_dynamic_redirect"
HEADERS, CONFIG = "http_response_headers_transform", "http_config_settings"
FREE, PAID = "77454fe2d30c4220b5701f6fdfb893ba", "efb7b8c949ac4650a09736fc376e9aee"
LIMIT = {"characteristics": ["cf.colo.id", "ip.src"], "period": 10, "requests_per_period": 9, "mitigation_timeout": 10}
TARGET = {"value": "https://example.com/"}


def rule(action: str, parameters: Any = None, expression: str = "true", **more: Any) -> dict[str, Any]:
    """Return a rule as clients send it."""
    told = {} if parameters is None else {"action_parameters": parameters}
    return {"action": action, "expression": expression, **told, **more}


def redirect(**parts: Any) -> dict[str, Any]:
    """Return a redirect with some parts changed."""
    return rule("redirect", {"from_value": {"target_url": TARGET, **parts}})


def refused(call: Call, zone: str, phase: str, *rules: dict[str, Any]) -> tuple[int, str, str]:
    """Return number, text and place of the refusal of rules."""
    answer = call("PUT", f"/zones/{zone}/rulesets/phases/{phase}/entrypoint", {"rules": list(rules)})
    assert answer.status_code == 400, answer.text
    assert call("GET", f"/zones/{zone}/rulesets/phases/{phase}/entrypoint").status_code == 404
    error = answer.json()["errors"][0]
    return error["code"], error["message"], error.get("source", {}).get("pointer", "")


@pytest.mark.parametrize(
    ("phase", "sent"),
    [
        (CUSTOM, rule("block", {})),
        (CUSTOM, rule("managed_challenge", expression='http.request.uri.path contains "/."')),
        (CUSTOM, rule("skip", {"phases": [LIMITS], "products": ["uaBlock"]})),
        (CUSTOM, rule("skip", {"ruleset": "current"})),
        (MANAGED, rule("execute", {"id": FREE, "overrides": {"rules": [{"id": "a" * 32, "enabled": False}]}})),
        (LIMITS, rule("block", {}, 'http.request.uri.path eq "/login"', ratelimit=LIMIT)),
        (CACHE, rule("set_cache_settings", {"cache": False})),
        (CACHE, rule("set_cache_settings", {"cache": True, "edge_ttl": {"mode": "override_origin", "default": 7200}})),
        (REDIRECTS, redirect(status_code=308, preserve_query_string=True)),
        (REDIRECTS, redirect(target_url={"expression": 'concat("https://a.test", http.request.uri.path)'})),
        (HEADERS, rule("rewrite", {"headers": {"X-A": {"operation": "set", "value": "1"}}})),
        (HEADERS, rule("rewrite", {"headers": {"X-A": {"operation": "remove"}}})),
        (CONFIG, rule("set_config", {"ssl": "strict", "bic": True})),
    ],
)
def test_what_the_component_writes_is_taken(call: Call, zone: str, phase: str, sent: dict[str, Any]) -> None:
    answer = call("PUT", f"/zones/{zone}/rulesets/phases/{phase}/entrypoint", {"rules": [sent]})
    assert answer.ok, answer.text
    (kept,) = answer.json()["result"]["rules"]
    assert kept.items() >= {key: value for key, value in sent.items() if key != "action_parameters"}.items()
    assert (kept.get("action_parameters") or {}).items() >= (sent.get("action_parameters") or {}).items()


@pytest.mark.parametrize(
    ("phase", "sent", "place"),
    [
        (CUSTOM, rule("redirect", {}), "/action"),
        (CUSTOM, rule("block", {"id": FREE}), "/action_parameters/id"),
        (CUSTOM, rule("skip", {}), "/action_parameters"),
        (CUSTOM, rule("block", ratelimit=LIMIT), "/ratelimit"),
        (CUSTOM, rule("block", enabled="yes"), "/enabled"),
        (CUSTOM, rule("block", colour="red"), "/colour"),
        (MANAGED, rule("execute", {"id": "0" * 32}), "/action_parameters/id"),
        (MANAGED, rule("execute", {"id": FREE, "overrides": {}}), "/action_parameters/overrides"),
        (LIMITS, rule("block"), "/ratelimit"),
        (LIMITS, rule("block", ratelimit={**LIMIT, "requests_per_period": 0}), "/ratelimit/requests_per_period"),
        (CACHE, rule("set_cache_settings", {"edge_ttl": {"mode": "override_origin"}}), "/action_parameters/edge_ttl"),
        (REDIRECTS, redirect(status_code=200), "/action_parameters/from_value/status_code"),
        (REDIRECTS, redirect(target_url={}), "/action_parameters/from_value/target_url"),
        (HEADERS, rule("rewrite", {"headers": {"X-A": {"operation": "set"}}}), "/action_parameters/headers/X-A"),
        (HEADERS, rule("rewrite", {"uri": {"path": {"value": "/"}}}), "/action_parameters/headers"),
        (CONFIG, rule("set_config", {"ssl": "on"}), "/action_parameters/ssl"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(
    call: Call, zone: str, phase: str, sent: dict[str, Any], place: str
) -> None:
    assert refused(call, zone, phase, sent)[2] == f"/rules/0{place}"


def test_a_phase_that_is_none_is_refused(call: Call, zone: str) -> None:
    body = {"kind": "zone", "name": "n", "phase": "http_request_redirect", "rules": []}
    assert call("POST", f"/zones/{zone}/rulesets", body).json()["errors"][0]["source"]["pointer"] == "/phase"


@pytest.mark.parametrize(
    ("expression", "code", "said"),
    [
        ("", 20125, "'' is not a valid value for expression because the expression cannot be blank"),
        (
            "URI Path contains /",
            20127,
            "'URI Path contains /' is not a valid value for expression because could not parse filter expression: "
            "Filter parsing error (1:1):\nURI Path contains /\n^^^ unknown identifier",
        ),
    ],
)
def test_an_expression_that_cannot_be_read_is_refused_in_the_vendors_words(
    call: Call, zone: str, expression: str, code: int, said: str
) -> None:
    assert refused(call, zone, CUSTOM, rule("block", expression=expression)) == (code, said, "/rules/0/expression")


def test_expressions_inside_of_parameters_are_read_too(call: Call, zone: str) -> None:
    code, _, place = refused(call, zone, REDIRECTS, redirect(target_url={"expression": "concat("}))
    assert (code, place) == (20127, "/rules/0/action_parameters/from_value/target_url/expression")


@pytest.mark.parametrize(
    ("parameters", "code", "said"),
    [
        ({"products": ["uablock"]}, 20119, "skip action parameter product 'uablock' is invalid"),
        ({"phases": [CACHE]}, 20120, f"skip action parameter phase '{CACHE}' is not authorized"),
    ],
)
def test_a_skip_names_what_can_be_skipped(
    call: Call, zone: str, parameters: dict[str, Any], code: int, said: str
) -> None:
    assert refused(call, zone, CUSTOM, rule("skip", parameters))[:2] == (code, said)


def test_a_limit_counts_in_each_data_centre(call: Call, zone: str) -> None:
    code, said, _ = refused(call, zone, LIMITS, rule("block", ratelimit={**LIMIT, "characteristics": ["ip.src"]}))
    assert code == 20155
    assert said == (
        "characteristics field is missing 'cf.colo.id', "
        "this is required as ratelimiting counting is processed at colocation level only"
    )


def test_two_rules_do_not_share_a_reference(call: Call, zone: str) -> None:
    said = refused(call, zone, CUSTOM, rule("block", ref="a"), rule("block", ref="a"))[1]
    assert said == "'a' is not a valid value for ref because two rules have it"
