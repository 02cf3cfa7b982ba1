"""What is kept, and for how long."""

from typing import Any

import pytest

from sandbox.edge.cache.freshness import Keeping, decide
from sandbox.edge.cache.settings import Settings
from sandbox.edge.messages import Response
from tests.sandbox.edge.requests import request

USUAL = Settings(eligible=True, by_rule=False, bypassed=False)
BY_RULE = Settings(eligible=True, by_rule=True, bypassed=False)
SOON = "Thu, 01 Jan 1970 00:16:50 GMT"


def ruled(**edge_ttl: Any) -> Settings:
    return Settings(eligible=True, by_rule=True, bypassed=False, edge_ttl=edge_ttl)


OVERRIDE = ruled(mode="override_origin", default=60)


@pytest.mark.parametrize(
    ("told", "status", "headers", "ttl", "word"),
    [
        # nothing said: by status
        (USUAL, 200, {}, 7200, "MISS"),
        (USUAL, 301, {}, 7200, "MISS"),
        (USUAL, 302, {}, 1200, "MISS"),
        (USUAL, 404, {}, 180, "MISS"),
        (USUAL, 403, {}, None, "MISS"),
        (USUAL, 500, {}, None, "MISS"),
        # the origin's word
        (USUAL, 200, {"cache-control": "max-age=60"}, 60, "MISS"),
        (USUAL, 200, {"cache-control": "public, max-age=60, s-maxage=120"}, 120, "MISS"),
        (USUAL, 200, {"cache-control": "public"}, 7200, "MISS"),
        (USUAL, 500, {"cache-control": "public"}, None, "MISS"),
        (USUAL, 200, {"cache-control": "max-age=0"}, None, "BYPASS"),
        (USUAL, 200, {"cache-control": "s-maxage=0, max-age=60"}, None, "BYPASS"),
        (USUAL, 200, {"cache-control": "private, max-age=60"}, None, "BYPASS"),
        (USUAL, 200, {"cache-control": "no-store"}, None, "BYPASS"),
        (USUAL, 200, {"cache-control": "no-cache"}, None, "BYPASS"),
        (USUAL, 200, {"expires": SOON}, 10, "MISS"),
        (USUAL, 200, {"expires": "0"}, None, "BYPASS"),
        (USUAL, 200, {"expires": SOON, "cache-control": "max-age=60"}, 60, "MISS"),
        (USUAL, 200, {"expires": SOON, "cache-control": "public"}, 10, "MISS"),
        (USUAL, 200, {"cache-control": "max-age=60", "cdn-cache-control": "no-store"}, None, "BYPASS"),
        (USUAL, 200, {"vary": "*"}, None, "BYPASS"),
        (USUAL, 200, {"vary": "accept-encoding"}, 7200, "MISS"),
        # cookies
        (USUAL, 200, {"set-cookie": "a=1"}, None, "BYPASS"),
        (BY_RULE, 200, {"set-cookie": "a=1"}, None, "MISS"),
        # a rule's word
        (ruled(mode="bypass_by_default"), 200, {}, None, "BYPASS"),
        (ruled(mode="bypass_by_default"), 200, {"cache-control": "max-age=60"}, 60, "MISS"),
        (ruled(mode="bypass_by_default"), 200, {"expires": SOON}, 10, "MISS"),
        (ruled(mode="respect_origin"), 200, {}, 7200, "MISS"),
        (OVERRIDE, 200, {"cache-control": "private, no-store"}, 60, "MISS"),
        (OVERRIDE, 200, {"set-cookie": "a=1"}, 60, "MISS"),
        (OVERRIDE, 500, {}, None, "MISS"),
        (ruled(mode="override_origin", default=0), 200, {}, None, "BYPASS"),
        (ruled(mode="respect_origin", status_code_ttl=[{"status_code": 503, "value": 5}]), 503, {}, 5, "MISS"),
        (ruled(mode="respect_origin", status_code_ttl=[{"status_code": 200, "value": -1}]), 200, {}, None, "BYPASS"),
        (ruled(mode="respect_origin", status_code_ttl=[{"status_code": 522, "value": 5}]), 522, {}, None, "MISS"),
    ],
)
def test_a_response_is_kept(told: Settings, status: int, headers: dict[str, str], ttl: int | None, word: str) -> None:
    keeping = decide(told, request(), Response(status, tuple(headers.items())), 1000.0)
    assert (keeping.ttl, keeping.status) == (ttl, word)


@pytest.mark.parametrize(
    ("control", "ttl"),
    [
        (None, None),
        ("max-age=60", None),
        ("public, max-age=60", 60),
        ("must-revalidate, max-age=60", 60),
        ("s-maxage=60", 60),
    ],
)
def test_an_answer_to_somebody_with_authorization_is_kept_only_if_the_origin_allows(
    control: str | None, ttl: int | None
) -> None:
    headers = (("cache-control", control),) if control else ()
    asked = request(headers={"authorization": "Bearer a"})
    assert decide(USUAL, asked, Response(200, headers), 0).ttl == ttl


@pytest.mark.parametrize(
    ("control", "seconds"),
    [
        ("max-age=60, stale-if-error=300", 300),
        ("max-age=60, stale-if-error=300, must-revalidate", 0),
        ("s-maxage=60, stale-if-error=300", 0),
        ("max-age=60", 0),
    ],
)
def test_the_origin_says_for_how_long_a_stale_answer_stands_in_for_an_error(control: str, seconds: int) -> None:
    assert decide(USUAL, request(), Response(200, (("cache-control", control),)), 0).stale_if_error == seconds


def test_a_rules_seconds_take_the_cookies_away() -> None:
    assert decide(OVERRIDE, request(), Response(200), 0) == Keeping(60, "MISS", without_cookies=True)
