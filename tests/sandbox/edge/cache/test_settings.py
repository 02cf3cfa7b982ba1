"""What cache rules say of requests."""

from typing import Any

import pytest

from sandbox.edge.cache.settings import Settings, settings
from sandbox.edge.expression import Facts
from sandbox.edge.rules import RuleError
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone


def found(*told: dict[str, Any], path: str = "a.css", method: str = "GET", **values: Any) -> Settings:
    rules = [{"action": "set_cache_settings", "action_parameters": each} for each in told]
    state = zone({"http_request_cache_settings": rules}, values)
    return settings(state, Facts(request(f"https://www.arqora.test/{path}", method=method)))


@pytest.mark.parametrize(
    ("path", "method", "eligible"),
    [
        ("a.css", "GET", True),
        ("a.CSS", "GET", True),
        ("a/b.woff2?v=1", "GET", True),
        ("robots.txt", "GET", True),
        ("a.css", "HEAD", True),
        ("a.css", "POST", False),
        ("a.html", "GET", False),
        ("a.json", "GET", False),
        ("a.txt", "GET", False),
        ("", "GET", False),
        (".css", "GET", False),
        ("a.css/b", "GET", False),
    ],
)
def test_without_rules_the_extension_decides(path: str, method: str, eligible: bool) -> None:
    assert found(path=path, method=method).eligible is eligible


@pytest.mark.parametrize(
    ("told", "path", "eligible", "by_rule", "bypassed"),
    [
        ([{"cache": True}], "", True, True, False),
        ([{"cache": False}], "a.css", False, False, True),
        ([{"cache": False}], "", False, False, False),
        ([{"cache": True}, {"cache": False}], "a.css", False, False, True),
        ([{"cache": False}, {"cache": True}], "", True, True, False),
        ([{"browser_ttl": {"mode": "respect_origin"}}], "a.css", True, False, False),
    ],
)
def test_the_last_rule_that_says_something_wins(
    told: list[dict[str, Any]], path: str, eligible: bool, by_rule: bool, bypassed: bool
) -> None:
    answer = found(*told, path=path)
    assert (answer.eligible, answer.by_rule, answer.bypassed) == (eligible, by_rule, bypassed)


def test_what_one_rule_leaves_out_stays_as_another_says() -> None:
    answer = found({"cache": True, "edge_ttl": {"mode": "override_origin", "default": 5}}, {"cache_key": {"a": 1}})
    assert answer.explicit_ttl(200) == 5
    assert answer.cache_key == {"a": 1}


def test_development_mode_goes_past_the_cache() -> None:
    answer = found(development_mode="on")
    assert (answer.eligible, answer.bypassed) == (False, True)


BY_STATUS = {
    "mode": "override_origin",
    "default": 60,
    "status_code_ttl": [
        {"status_code": 404, "value": 5},
        {"status_code_range": {"to": 299}, "value": 86400},
        {"status_code_range": {"from": 300, "to": 499}, "value": 0},
        {"status_code_range": {"from": 500}, "value": -1},
        {"status_code": 599, "value": 7},
    ],
}


@pytest.mark.parametrize(
    ("edge_ttl", "status", "seconds"),
    [
        (BY_STATUS, 200, 86400),
        (BY_STATUS, 404, 5),
        (BY_STATUS, 403, 0),
        (BY_STATUS, 503, -1),
        ({"mode": "override_origin", "default": 60}, 200, 60),
        ({"mode": "override_origin", "default": 60}, 404, 60),
        ({"mode": "override_origin", "default": 60}, 500, None),
        ({"mode": "respect_origin"}, 200, None),
        ({"mode": "respect_origin", "status_code_ttl": [{"status_code": 200, "value": "no-store"}]}, 200, -1),
        ({"mode": "respect_origin", "status_code_ttl": [{"status_code": 200, "value": "no-cache"}]}, 200, 0),
    ],
)
def test_seconds_of_a_rule_go_by_status(edge_ttl: dict[str, Any], status: int, seconds: int | None) -> None:
    assert found({"cache": True, "edge_ttl": edge_ttl}).explicit_ttl(status) == seconds


def test_another_action_is_an_error() -> None:
    state = zone({"http_request_cache_settings": [{"action": "block"}]})
    with pytest.raises(RuleError, match="does not know action block"):
        settings(state, Facts(request()))
