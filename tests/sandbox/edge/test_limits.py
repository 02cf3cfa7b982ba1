"""How often somebody may ask."""

from typing import Any

import pytest

from sandbox.edge import limits
from sandbox.edge.expression import Facts
from sandbox.edge.limits import RateLimits
from sandbox.edge.messages import Response
from sandbox.edge.rules import RuleError
from sandbox.edge.zone_state import ZoneState
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone

TOLD = {"characteristics": ["cf.colo.id", "ip.src"], "period": 10, "requests_per_period": 2, "mitigation_timeout": 60}


def limited(rule: dict[str, Any] | None = None, **told: Any) -> ZoneState:
    return zone({"http_ratelimit": [{"action": "block", **(rule or {}), "ratelimit": {**TOLD, **told}}]})


def statuses(counters: RateLimits, state: ZoneState, times: list[float], **changes: Any) -> list[int | None]:
    url = str(changes.pop("url", "https://www.arqora.test/"))
    answers = [counters.refuse(state, Facts(request(url, **changes), now)) for now in times]
    return [answer.status if answer else None for answer in answers]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([0, 1, 2], [None, None, 429]),
        ([0, 1, 10], [None, None, None]),
        ([0, 1, 9.9], [None, None, 429]),
        ([0, 1, 2, 61.9, 62, 63, 64], [None, None, 429, 429, None, None, 429]),
        ([0, 6, 12, 18, 24], [None, None, None, None, None]),
        ([0, 6, 9, 12], [None, None, 429, 429]),
    ],
)
def test_more_than_the_limit_within_the_period_is_refused_until_the_timeout_ends(
    times: list[float], expected: list[int | None]
) -> None:
    assert statuses(RateLimits(), limited(), times) == expected


def test_a_timeout_of_zero_throttles() -> None:
    found = statuses(RateLimits(), limited(mitigation_timeout=0), [0, 1, 2, 3, 10, 10.5, 11])
    assert found == [None, None, 429, 429, None, 429, None]


@pytest.mark.parametrize(("now", "timeout", "seconds"), [(2, 60, "60"), (2.5, 60, "60"), (2, 0, "8"), (9.9, 0, "1")])
def test_the_refusal_says_when_to_come_back(now: float, timeout: int, seconds: str) -> None:
    counters, state = RateLimits(), limited(mitigation_timeout=timeout)
    statuses(counters, state, [0, 1])
    response = counters.refuse(state, Facts(request(), now))
    assert response
    assert response.get("retry-after") == seconds
    assert b"error code: 1015" in response.body


def test_during_the_timeout_the_rest_of_it_is_said() -> None:
    counters, state = RateLimits(), limited()
    statuses(counters, state, [0, 1, 2])
    response = counters.refuse(state, Facts(request(), 40))
    assert response
    assert response.get("retry-after") == "22"


@pytest.mark.parametrize(
    ("names", "changes", "together"),
    [
        (["cf.colo.id", "ip.src"], {}, True),
        (["cf.colo.id", "ip.src"], {"client": "203.0.113.8"}, False),
        (["cf.colo.id", "ip.src"], {"colo": "FRA"}, False),
        (["cf.colo.id"], {"client": "203.0.113.8"}, True),
        (["cf.colo.id", "cf.unique_visitor_id"], {"client": "203.0.113.8"}, False),
        (["cf.colo.id", 'http.request.headers["x-api-key"]'], {"headers": {"x-api-key": "b"}}, False),
        (["cf.colo.id", 'http.request.headers["x-api-key"]'], {"headers": {"x-other": "b"}}, True),
        (["cf.colo.id", 'http.request.headers["x-api-key"]'], {"headers": {"x-api-key": ""}}, False),
        (["cf.colo.id", 'http.request.cookies["id"]'], {"headers": {"cookie": "id=2"}}, False),
        (["cf.colo.id", 'http.request.uri.args["id"]'], {"url": "https://www.arqora.test/?id=2"}, False),
        (["cf.colo.id", "http.host"], {"url": "https://api.arqora.test/"}, False),
        (["cf.colo.id", "lower(http.request.uri.path)"], {"url": "https://www.arqora.test/A"}, False),
    ],
)
def test_each_value_of_the_characteristics_counts_for_itself(
    names: list[str], changes: dict[str, Any], together: bool
) -> None:
    counters, state = RateLimits(), limited(characteristics=names)
    statuses(counters, state, [0, 1])
    assert statuses(counters, state, [2], **changes) == [429 if together else None]


def test_only_requests_that_match_count_and_are_refused() -> None:
    counters, state = RateLimits(), limited({"expression": 'http.request.uri.path eq "/login"'})
    assert statuses(counters, state, [0, 1, 2, 3]) == [None] * 4
    assert statuses(counters, state, [4, 5, 6], url="https://www.arqora.test/login") == [None, None, 429]
    assert statuses(counters, state, [7]) == [None]


def test_what_counts_may_be_wider_than_what_is_refused() -> None:
    counters = RateLimits()
    state = limited({"expression": 'http.request.uri.path eq "/login"'}, counting_expression="true")
    assert statuses(counters, state, [0, 1, 2]) == [None] * 3
    assert statuses(counters, state, [3], url="https://www.arqora.test/login") == [429]


def test_an_empty_counting_expression_is_none() -> None:
    assert statuses(RateLimits(), limited(counting_expression=""), [0, 1, 2]) == [None, None, 429]


def test_responses_can_be_what_counts() -> None:
    counters, state = RateLimits(), limited(counting_expression="http.response.code eq 400")
    for now, status in ((0, 400), (1, 200), (2, 400), (3, 400)):
        facts = Facts(request(), now)
        assert counters.past_cache(state, facts)
        assert counters.refuse(state, facts) is None
        counters.note(state, Facts(request(), now, response=Response(status)))
    assert statuses(counters, state, [4]) == [429]


def test_rules_for_the_origin_are_asked_there_only() -> None:
    counters, state = RateLimits(), limited(requests_to_origin=True)
    assert statuses(counters, state, [0, 1, 2, 3]) == [None] * 4
    found = [counters.refuse(state, Facts(request(), now), at_origin=True) for now in (4.0, 5.0, 6.0)]
    assert [each.status if each else None for each in found] == [None, None, 429]
    assert not counters.past_cache(state, Facts(request()))


def test_a_limit_that_only_logs_refuses_nobody() -> None:
    assert statuses(RateLimits(), limited({"action": "log"}), [0, 1, 2, 3]) == [None] * 4


def test_a_challenge_is_403() -> None:
    assert statuses(RateLimits(), limited({"action": "managed_challenge"}), [0, 1, 2]) == [None, None, 403]


def test_old_counters_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COUNTERS", 2)
    counters, state = RateLimits(), limited()
    for client in ("203.0.113.1", "203.0.113.2", "203.0.113.3"):
        statuses(counters, state, [0], client=client)
    assert len(counters.counters) == 2


def test_an_unreadable_counting_expression_is_an_error() -> None:
    with pytest.raises(RuleError, match="unknown identifier"):
        statuses(RateLimits(), limited(counting_expression="nothing eq 1"), [0])
