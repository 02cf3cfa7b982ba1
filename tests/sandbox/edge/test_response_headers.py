"""What the edge does with headers of answers."""

from typing import Any

import pytest

from sandbox.edge.expression import Facts
from sandbox.edge.messages import Response
from sandbox.edge.response_headers import of_origin, secured, signed, transformed
from sandbox.edge.rules import RuleError
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone

FACTS = Facts(request(country="DE", ray="0123456789abcdef", colo="FRA"))
BEFORE = Response(200, (("x-a", "1"), ("set-cookie", "a=1"), ("server", "nginx")), b"body")


@pytest.mark.parametrize(
    ("name", "operation", "values"),
    [
        ("X-A", {"operation": "set", "value": "2"}, ["2"]),
        ("x-new", {"operation": "set", "value": "2"}, ["2"]),
        ("x-a", {"operation": "set", "expression": "ip.src.country"}, ["DE"]),
        ("x-a", {"operation": "set", "expression": 'http.response.headers["x-a"][0]'}, ["1"]),
        ("x-a", {"operation": "set", "expression": 'http.request.headers["absent"][0]'}, []),
        ("x-a", {"operation": "set", "value": ""}, []),
        ("x-a", {"operation": "remove"}, []),
        ("Set-Cookie", {"operation": "add", "value": "b=2"}, ["a=1", "b=2"]),
        ("set-cookie", {"operation": "add", "expression": 'concat("c=", ip.src.country)'}, ["a=1", "c=DE"]),
        ("server", {"operation": "set", "value": "mine"}, ["nginx"]),
        ("cf-ray", {"operation": "set", "value": "mine"}, []),
    ],
)
def test_a_rule_sets_adds_and_removes(name: str, operation: dict[str, str], values: list[str]) -> None:
    rule = {"action": "rewrite", "action_parameters": {"headers": {name: operation}}}
    after = transformed(zone({"http_response_headers_transform": [rule]}), FACTS, BEFORE)
    assert [value for each, value in after.headers if each == name.lower()] == values
    assert after.body == b"body"


def test_later_rules_write_over_earlier_ones_and_all_see_what_was_before() -> None:
    rules = [
        {"action": "rewrite", "action_parameters": {"headers": {"x-a": {"operation": "set", "value": "2"}}}},
        {
            "action": "rewrite",
            "expression": 'any(http.response.headers["x-a"][*] eq "1")',
            "action_parameters": {"headers": {"x-a": {"operation": "set", "value": "3"}}},
        },
    ]
    assert transformed(zone({"http_response_headers_transform": rules}), FACTS, BEFORE).get("x-a") == "3"


def test_another_action_is_an_error() -> None:
    with pytest.raises(RuleError, match="does not know action block"):
        transformed(zone({"http_response_headers_transform": [{"action": "block"}]}), FACTS, BEFORE)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ({}, None),
        ({"enabled": False, "max_age": 300}, None),
        ({"enabled": True, "max_age": 300}, "max-age=300"),
        ({"enabled": True, "max_age": 0}, "max-age=0"),
        (
            {"enabled": True, "max_age": 31536000, "include_subdomains": True, "preload": True},
            "max-age=31536000; includeSubDomains; preload",
        ),
    ],
)
def test_hsts_is_what_the_zone_says(told: dict[str, Any], value: str | None) -> None:
    state = zone(settings={"security_header": {"strict_transport_security": told}})
    assert secured(state, FACTS, Response(200)).get("strict-transport-security") == value
    assert secured(state, Facts(request("http://www.arqora.test/")), Response(200)) == Response(200)


def test_nosniff_goes_with_it() -> None:
    state = zone(settings={"security_header": {"strict_transport_security": {"enabled": False, "nosniff": True}}})
    assert secured(state, FACTS, Response(200)).headers == (("x-content-type-options", "nosniff"),)


def test_each_answer_names_the_edge() -> None:
    assert signed(FACTS, BEFORE).get("server") == "cloudflare"
    assert signed(FACTS, BEFORE).get("cf-ray") == "0123456789abcdef-FRA"


def test_a_length_without_a_body_is_what_head_asked_for() -> None:
    assert of_origin(Response(200, (("content-length", "5"),))).get("content-length") == "5"
    assert of_origin(Response(200, (("content-length", "4"),), b"body")).get("content-length") is None
