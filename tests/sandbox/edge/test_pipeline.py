"""What a request meets, in which order."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.pipeline import Pipeline
from sandbox.edge.zone_state import Edge, ZoneState
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import edge, site, zone

ORIGIN = Response(200, (), b"origin")


class Visitor:
    """Asks a pipeline, and keeps what the origin was asked."""

    def __init__(self, answer: Response | Callable[[Request], Response] = ORIGIN) -> None:
        self.now = 1000.0
        self.pipeline = Pipeline(lambda: self.now)
        self.asked: list[tuple[Request, OriginTarget]] = []
        self._answer = answer

    async def _origin(self, _: ZoneState, asked: Request, target: OriginTarget) -> Response:
        self.asked.append((asked, target))
        return self._answer(asked) if callable(self._answer) else self._answer

    def ask(self, state: Edge, url: str = "https://www.arqora.test/", **changes: Any) -> Response:
        return asyncio.run(self.pipeline.answer(state, request(url, **changes), self._origin))


LED = {"from_value": {"target_url": {"value": "https://a/"}, "status_code": 308}}
MOVED = {"action": "redirect", "action_parameters": LED}
BLOCK = {"http_request_firewall_custom": [{"action": "block"}]}


def test_a_request_gets_to_the_origin_and_back() -> None:
    visitor = Visitor(
        Response(200, (("x-a", "1"), ("connection", "x-hop"), ("x-hop", "1"), ("x-accel-redirect", "/")), b"a")
    )
    response = visitor.ask(
        edge(zone()), headers={"cf-connecting-ip": "6.6.6.6", "x-forwarded-for": "10.0.0.1"}, ray="0" * 16
    )
    assert response == Response(
        200,
        (("x-a", "1"), ("cf-cache-status", "DYNAMIC"), ("server", "cloudflare"), ("cf-ray", f"{'0' * 16}-SBX")),
        b"a",
    )
    asked, target = visitor.asked[0]
    assert asked.headers["cf-connecting-ip"] == "203.0.113.7"
    assert asked.headers["x-forwarded-for"] == "10.0.0.1,203.0.113.7"
    assert asked.headers["x-forwarded-proto"] == "https"
    assert asked.headers["host"] == "www.arqora.test"
    assert asked.headers["cf-ray"] == response.get("cf-ray")
    assert target.addresses == ("198.51.100.10", "198.51.100.11", "2001:db8::10")


def test_every_request_has_a_ray_of_its_own() -> None:
    visitor = Visitor()
    rays = {visitor.ask(edge(zone())).get("cf-ray") for _ in range(2)}
    assert len(rays) == 2


def test_head_has_no_body() -> None:
    assert Visitor().ask(edge(zone()), method="HEAD").body == b""


@pytest.mark.parametrize(
    ("settings", "rules", "status"),
    [
        ({"always_use_https": "on"}, {"http_request_dynamic_redirect": [{"action": "block"}]}, 301),
        ({}, {"http_request_dynamic_redirect": [MOVED], **BLOCK}, 308),
        ({}, BLOCK, 403),
    ],
)
def test_an_earlier_phase_answers_before_later_ones(
    settings: dict[str, Any], rules: dict[str, Any], status: int
) -> None:
    visitor = Visitor()
    assert visitor.ask(edge(zone(rules, settings)), "http://www.arqora.test/").status == status
    assert not visitor.asked


def test_a_refusal_carries_the_zones_headers_too() -> None:
    told = {"security_header": {"strict_transport_security": {"enabled": True, "max_age": 300}}}
    rules = {
        **BLOCK,
        "http_response_headers_transform": [
            {"action": "rewrite", "action_parameters": {"headers": {"X-A": {"operation": "set", "value": "1"}}}}
        ],
    }
    response = Visitor().ask(edge(zone(rules, told)))
    assert (response.get("x-a"), response.get("strict-transport-security")) == ("1", "max-age=300")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            {"expression": "http.hosst eq 1", "action": "block", "description": "mine"},
            b"rule mine: Filter parsing error",
        ),
        ({"action": "explode"}, b"does not know action explode in http_request_firewall_custom"),
    ],
)
def test_a_rule_that_cannot_be_evaluated_is_said(rule: dict[str, Any], text: bytes) -> None:
    response = Visitor().ask(edge(zone({"http_request_firewall_custom": [rule]})))
    assert response.status == 500
    assert text in response.body


def test_a_rule_for_a_path_cannot_be_walked_around() -> None:
    visitor = Visitor()
    rule = {"action": "block", "expression": 'http.request.uri.path contains "/.git"'}
    state = edge(zone({"http_request_firewall_custom": [rule]}))
    assert visitor.ask(state, "https://www.arqora.test/a/../%2egit/config").status == 403
    assert not visitor.asked


@pytest.mark.parametrize(
    ("rules", "target"),
    [
        ({}, "/%61/../b?q=%2f"),
        (
            {
                "http_request_transform": [
                    {"action": "rewrite", "action_parameters": {"uri": {"path": {"value": "/rewritten"}}}}
                ]
            },
            "/rewritten?q=%2F",
        ),
    ],
)
def test_the_origin_gets_what_was_sent_unless_a_rule_rewrites_it(rules: dict[str, Any], target: str) -> None:
    visitor = Visitor()
    visitor.ask(edge(zone(rules)), "https://www.arqora.test/%61/../b?q=%2f")
    assert visitor.asked[0][0].target == target


def test_a_limit_at_the_origin_lets_the_cache_answer() -> None:
    limit = {
        "characteristics": ["cf.colo.id", "ip.src"],
        "period": 10,
        "requests_per_period": 1,
        "mitigation_timeout": 10,
        "requests_to_origin": True,
    }
    visitor, state = Visitor(), edge(zone({"http_ratelimit": [{"action": "block", "ratelimit": limit}]}))
    paths = ("a.css", "a.css", "b.css", "b.css", "a.css")
    responses = [visitor.ask(state, f"https://www.arqora.test/{path}") for path in paths]
    assert [each.status for each in responses] == [200, 200, 429, 429, 200]
    assert [each.get("cf-cache-status") for each in responses] == ["MISS", "HIT", None, None, "HIT"]


def test_what_responses_count_for_comes_past_the_cache() -> None:
    limit = {
        "characteristics": ["cf.colo.id", "ip.src"],
        "period": 10,
        "requests_per_period": 1,
        "mitigation_timeout": 10,
        "counting_expression": "http.response.code eq 200",
    }
    visitor, state = Visitor(), edge(zone({"http_ratelimit": [{"action": "block", "ratelimit": limit}]}))
    responses = [visitor.ask(state, "https://www.arqora.test/a.css") for _ in range(3)]
    assert [(each.status, each.get("cf-cache-status")) for each in responses] == [
        (200, "BYPASS"),
        (200, "BYPASS"),
        (429, None),
    ]


def test_a_text_that_cannot_be_made_is_said() -> None:
    headers = {"x-a": {"operation": "set", "expression": "nothing"}}
    rule = {"action": "rewrite", "action_parameters": {"headers": headers}}
    response = Visitor().ask(edge(zone({"http_response_headers_transform": [rule]})))
    assert response.status == 500
    assert b"unknown identifier" in response.body


def test_head_says_how_long_the_body_is() -> None:
    state = edge(zone())
    assert Visitor().ask(state, method="HEAD").get("content-length") == "6"
    length = Response(200, (("content-length", "5"),))
    assert Visitor(length).ask(state, method="HEAD").get("content-length") == "5"


def test_a_workers_site_answers_behind_the_firewall_and_before_the_cache() -> None:
    script, blobs = site({"/index.html": "home"})
    visitor = Visitor()
    served = zone(domains={"www.arqora.test": "site"})
    assert visitor.ask(edge(served, scripts=(script,), blobs=blobs)).body == b"home"
    blocked = zone(BLOCK, domains={"www.arqora.test": "site"})
    assert visitor.ask(edge(blocked, scripts=(script,), blobs=blobs)).status == 403
    assert not visitor.asked


def test_a_second_request_for_a_file_is_a_hit() -> None:
    visitor = Visitor(Response(200, (("content-type", "text/css"),), b"css"))
    state = edge(zone())
    found = [visitor.ask(state, "https://www.arqora.test/a.css").get("cf-cache-status") for _ in range(2)]
    assert found == ["MISS", "HIT"]
    assert len(visitor.asked) == 1


def test_one_request_too_many_is_refused() -> None:
    limit = {
        "characteristics": ["cf.colo.id", "ip.src"],
        "period": 10,
        "requests_per_period": 2,
        "mitigation_timeout": 10,
    }
    visitor, state = Visitor(), edge(zone({"http_ratelimit": [{"action": "block", "ratelimit": limit}]}))
    responses = [visitor.ask(state) for _ in range(3)]
    assert [each.status for each in responses] == [200, 200, 429]
    assert responses[-1].get("retry-after") == "10"
    assert visitor.ask(state, client="203.0.113.8").status == 200


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"ruleset": "current"}, 200),
        ({"phase": "current"}, 200),
        ({"phases": ["http_request_firewall_managed"]}, 200),
        ({"phases": ["http_ratelimit"]}, 403),
        ({"rulesets": ["efb7b8c949ac4650a09736fc376e9aee"]}, 200),
    ],
)
def test_a_rule_can_skip_others(told: dict[str, Any], status: int) -> None:
    managed = [{"action": "execute", "action_parameters": {"id": "efb7b8c949ac4650a09736fc376e9aee"}}]
    skipping = {"action": "skip", "action_parameters": told}
    url = "https://www.arqora.test/?q=<script>"
    if told.keys() & {"ruleset", "phase"}:
        state = edge(zone({"http_request_firewall_custom": [skipping, {"action": "block"}]}))
    else:
        state = edge(zone({"http_request_firewall_custom": [skipping], "http_request_firewall_managed": managed}))
    assert Visitor().ask(state, url).status == status


def test_what_rules_did_is_kept() -> None:
    visitor = Visitor()
    rules = [{"action": "log"}, {"action": "block"}]
    visitor.ask(edge(zone({"http_request_firewall_custom": rules})), ray="f" * 16)
    assert list(visitor.pipeline.events) == [
        ("f" * 16, "log", "http_request_firewall_custom-0"),
        ("f" * 16, "block", "http_request_firewall_custom-1"),
    ]


def test_a_host_without_a_proxied_record_is_refused() -> None:
    response = Visitor().ask(edge(zone()), "https://api.arqora.test/")
    assert response.status == 409
    assert b"1001" in response.body


def test_workers_answer_on_workers_dev_and_versions_before_they_are_live() -> None:
    script, blobs = site({"/index.html": "home"})
    state = edge(scripts=(script,), blobs=blobs)
    for host in ("site.arqora.workers.dev", "12345678-site.arqora.workers.dev"):
        assert Visitor().ask(state, f"https://{host}/").body == b"home"
    for host in ("other.arqora.workers.dev", "87654321-site.arqora.workers.dev", "site.other.workers.dev"):
        assert Visitor().ask(state, f"https://{host}/").status == 404
