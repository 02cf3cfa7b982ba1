"""What rules make of requests."""

import pytest

from sandbox.edge.expression import Facts, parse
from sandbox.edge.request_rewrites import addressed, with_headers
from sandbox.edge.rules import RuleError
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone

FACTS = Facts(request("https://www.arqora.test/old/a?b=1"))


def test_path_and_query_are_rewritten_and_the_raw_ones_kept() -> None:
    rules = [
        {"action": "rewrite", "action_parameters": {"uri": {"path": {"value": "/first"}}}},
        {
            "action": "rewrite",
            "action_parameters": {
                "uri": {
                    "path": {"expression": 'regex_replace(http.request.uri.path, "^/old", "/new")'},
                    "query": {"value": ""},
                }
            },
        },
    ]
    after = addressed(zone({"http_request_transform": rules}), FACTS)
    assert after.request.target == "/new/a"
    assert parse('http.request.uri eq "/new/a" and raw.http.request.uri eq "/old/a?b=1"').matches(after)


def test_without_rules_nothing_changes() -> None:
    assert addressed(zone(), FACTS).request == FACTS.request


def test_headers_for_the_origin_are_set_and_removed() -> None:
    headers = {
        "X-Secret": {"operation": "set", "value": "s"},
        "x-host": {"operation": "set", "expression": "http.host"},
        "x-old": {"operation": "remove"},
    }
    state = zone({"http_request_late_transform": [{"action": "rewrite", "action_parameters": {"headers": headers}}]})
    sent = with_headers(state, FACTS, request(headers={"x-old": "1", "x-kept": "1"}))
    assert sent.headers == {"x-kept": "1", "x-secret": "s", "x-host": "www.arqora.test"}


@pytest.mark.parametrize("phase", ["http_request_transform", "http_request_late_transform"])
def test_another_action_is_an_error(phase: str) -> None:
    state = zone({phase: [{"action": "block"}]})
    with pytest.raises(RuleError, match="does not know action block"):
        with_headers(state, addressed(state, FACTS), FACTS.request)
