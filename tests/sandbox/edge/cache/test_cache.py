"""Answers from the cache, and what it asks origins."""

import asyncio
from typing import Any

import pytest

from sandbox.edge.cache.cache import Caches
from sandbox.edge.expression import Facts
from sandbox.edge.messages import Request, Response
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone

FOR_A_MINUTE = (("cache-control", "max-age=60"), ("etag", '"1"'), ("last-modified", "yesterday"))


class Origin:
    """Asks the caches of one zone over an origin that answers in turn; the last answer stays."""

    def __init__(self, *answers: Response, **settings: str) -> None:
        self.answers = list(answers) or [Response(200, FOR_A_MINUTE, b"one")]
        self.asked: list[Request] = []
        self.caches = Caches()
        self.zone = zone(settings=settings)

    async def _ask(self, asked: Request) -> Response:
        self.asked.append(asked)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def get(self, now: float = 0.0, *, past: bool = False, **changes: Any) -> Response:
        url = str(changes.pop("url", "https://www.arqora.test/a.css"))
        facts = Facts(request(url, **changes), now)
        return asyncio.run(self.caches.answer(self.zone, facts, "https", self._ask, past=past))

    def words(self, times: list[float], **changes: Any) -> list[str | None]:
        return [self.get(now, **changes).get("cf-cache-status") for now in times]


def test_the_second_request_is_a_hit_with_an_age() -> None:
    origin = Origin()
    first, second = origin.get(0), origin.get(12.7)
    assert (first.get("cf-cache-status"), first.get("age"), first.body) == ("MISS", None, b"one")
    assert (second.get("cf-cache-status"), second.get("age"), second.body) == ("HIT", "12", b"one")
    assert len(origin.asked) == 1


def test_what_is_not_eligible_is_dynamic_and_asked_for_as_it_is() -> None:
    origin = Origin()
    headers = {"if-none-match": '"1"', "range": "bytes=0-1"}
    assert origin.words([0, 1], url="https://www.arqora.test/a", headers=headers) == ["DYNAMIC", "DYNAMIC"]
    assert origin.asked[0].headers == headers


def test_a_post_goes_past_the_cache() -> None:
    origin = Origin()
    origin.get(0)
    assert origin.words([1], method="POST") == ["DYNAMIC"]


def test_a_head_asks_for_the_whole_and_is_kept() -> None:
    origin = Origin()
    assert origin.words([0], method="HEAD") == ["MISS"]
    assert origin.asked[0].method == "GET"
    assert origin.words([1]) == ["HIT"]


def test_the_origin_is_asked_for_the_whole_whatever_a_visitor_has() -> None:
    origin = Origin()
    origin.get(0, headers={"if-none-match": '"1"', "range": "bytes=0-1", "accept": "a"})
    assert origin.asked[0].headers == {"accept": "a"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"if-none-match": '"1"'}, 304),
        ({"if-none-match": 'W/"1", "2"'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"2"'}, 200),
        ({"if-modified-since": "yesterday"}, 304),
        ({"if-modified-since": "today"}, 200),
        ({"if-none-match": '"2"', "if-modified-since": "yesterday"}, 200),
        ({}, 200),
    ],
)
def test_a_visitor_who_has_it_gets_nothing_new(headers: dict[str, str], status: int) -> None:
    origin = Origin()
    for now in (0.0, 1.0):
        response = origin.get(now, headers=headers)
        assert (response.status, response.body) == (status, b"" if status == 304 else b"one")


def test_what_is_stale_is_asked_for_and_stays_if_nothing_is_new() -> None:
    origin = Origin(Response(200, FOR_A_MINUTE, b"one"), Response(304, (("cache-control", "max-age=30"), ("x", "y"))))
    assert origin.words([0, 59, 60, 89, 90]) == ["MISS", "HIT", "REVALIDATED", "HIT", "REVALIDATED"]
    assert origin.asked[1].headers == {"if-none-match": '"1"', "if-modified-since": "yesterday"}
    response = origin.get(91)
    assert (response.body, response.get("x"), response.get("age"), response.status) == (b"one", "y", "1", 200)


def test_what_is_stale_is_replaced_if_there_is_something_new() -> None:
    origin = Origin(Response(200, FOR_A_MINUTE, b"one"), Response(200, FOR_A_MINUTE, b"two"))
    assert origin.words([0, 60, 61]) == ["MISS", "EXPIRED", "HIT"]
    assert origin.get(62).body == b"two"


def test_what_may_not_be_kept_any_more_is_forgotten() -> None:
    origin = Origin(Response(200, FOR_A_MINUTE), Response(200, (("cache-control", "no-store"),)))
    assert origin.words([0, 60, 61]) == ["MISS", "BYPASS", "BYPASS"]
    assert "if-none-match" not in origin.asked[2].headers


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ("max-age=60, stale-if-error=30", ["MISS", "STALE", "MISS"]),
        ("max-age=60", ["MISS", "MISS", "MISS"]),
    ],
)
def test_a_stale_answer_stands_in_for_an_error_if_the_origin_said_so(control: str, expected: list[str]) -> None:
    origin = Origin(Response(200, (("cache-control", control),), b"one"), Response(522))
    assert origin.words([0, 89, 90]) == expected


def test_an_error_does_not_forget_what_is_kept() -> None:
    origin = Origin(Response(200, FOR_A_MINUTE, b"one"), Response(500), Response(304))
    assert origin.words([0, 60, 61]) == ["MISS", "MISS", "REVALIDATED"]


def test_each_data_centre_keeps_its_own() -> None:
    origin = Origin()
    assert origin.words([0, 1]) == ["MISS", "HIT"]
    assert origin.words([2, 3], colo="FRA") == ["MISS", "HIT"]


def test_with_tiers_another_data_centre_has_it_from_above() -> None:
    origin = Origin(tiered_cache_smart_topology_enable="on")
    assert origin.words([0]) == ["MISS"]
    first, second = origin.get(1, colo="FRA"), origin.get(2, colo="FRA")
    assert (first.get("cf-cache-status"), first.get("age")) == ("HIT", None)
    assert (second.get("cf-cache-status"), second.get("age")) == ("HIT", "2")
    assert len(origin.asked) == 1


def test_going_past_the_cache_says_so_and_keeps_nothing() -> None:
    origin = Origin()
    assert [origin.get(0, past=True).get("cf-cache-status"), *origin.words([1])] == ["BYPASS", "MISS"]


def test_development_mode_says_so() -> None:
    assert Origin(development_mode="on").words([0, 1]) == ["BYPASS", "BYPASS"]


def test_only_what_is_kept_has_a_browser_ttl() -> None:
    kept = Origin(Response(200), browser_cache_ttl="14400")
    assert [kept.get(now).get("cache-control") for now in (0, 1)] == ["max-age=14400", "max-age=14400"]
    bypassed = Origin(Response(200, (("cache-control", "no-cache"),)), browser_cache_ttl="14400")
    assert bypassed.get(0).get("cache-control") == "no-cache"


def test_a_zone_can_be_purged() -> None:
    origin = Origin()
    origin.get(0)
    origin.caches.purge(origin.zone.id)
    assert origin.words([1]) == ["MISS"]
