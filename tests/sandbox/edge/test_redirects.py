"""Where visitors are sent to."""

from typing import Any

import pytest

from sandbox.edge.expression import Facts
from sandbox.edge.messages import Response
from sandbox.edge.redirects import single, to_https
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone


@pytest.mark.parametrize(
    ("setting", "url", "location"),
    [
        ("on", "http://www.arqora.test/a?b=1", "https://www.arqora.test/a?b=1"),
        ("on", "https://www.arqora.test/a", None),
        ("off", "http://www.arqora.test/a", None),
    ],
)
def test_plain_visitors_are_sent_to_https(setting: str, url: str, location: str | None) -> None:
    response = to_https(zone(settings={"always_use_https": setting}), request(url))
    assert response == (Response(301, (("location", location),)) if location else None)


@pytest.mark.parametrize(
    ("told", "status", "location"),
    [
        ({"target_url": {"value": "https://b.test/x"}}, 301, "https://b.test/x"),
        ({"target_url": {"value": "https://b.test/x"}, "status_code": 307}, 307, "https://b.test/x"),
        ({"target_url": {"value": "https://b.test/x"}, "preserve_query_string": True}, 301, "https://b.test/x?q=1"),
        (
            {"target_url": {"value": "https://b.test/?a=2"}, "preserve_query_string": True},
            301,
            "https://b.test/?a=2&q=1",
        ),
        (
            {"target_url": {"expression": 'concat("https://b.test", http.request.uri.path)'}},
            301,
            "https://b.test/old/a",
        ),
        (
            {"target_url": {"expression": 'wildcard_replace(http.request.uri.path, "/old/*", "https://b.test/${1}")'}},
            301,
            "https://b.test/a",
        ),
    ],
)
def test_a_rule_says_where_to(told: dict[str, Any], status: int, location: str) -> None:
    rules = {"http_request_dynamic_redirect": [{"action": "redirect", "action_parameters": {"from_value": told}}]}
    response = single(zone(rules), Facts(request("https://www.arqora.test/old/a?q=1")))
    assert response == Response(status, (("location", location),))


def test_the_first_rule_that_is_true_counts() -> None:
    rules = [
        {
            "expression": f'http.host eq "{host}"',
            "action": "redirect",
            "action_parameters": {"from_value": {"target_url": {"value": place}}},
        }
        for host, place in (("other.test", "a"), ("www.arqora.test", "b"), ("www.arqora.test", "c"))
    ]
    response = single(zone({"http_request_dynamic_redirect": rules}), Facts(request()))
    assert response
    assert response.get("location") == "b"


def test_without_a_true_rule_nobody_is_redirected() -> None:
    assert single(zone({"http_request_dynamic_redirect": [{"expression": "false"}]}), Facts(request())) is None
