"""What browsers are told."""

from typing import Any

import pytest

from sandbox.edge.cache.browser import NOT_AT_ALL, told
from sandbox.edge.cache.settings import Settings
from sandbox.edge.messages import Response


@pytest.mark.parametrize(
    ("browser_ttl", "default", "before", "after"),
    [
        ({}, 0, "max-age=60", "max-age=60"),
        ({}, 0, None, None),
        ({}, 14400, None, "max-age=14400"),
        ({}, 14400, "public, max-age=3600", "public, max-age=14400"),
        ({}, 14400, "max-age=86400", "max-age=86400"),
        ({}, 14400, "no-cache, must-revalidate", "must-revalidate, max-age=14400"),
        ({}, 14400, "private, max-age=60", "private, max-age=60"),
        ({"mode": "respect_origin"}, 14400, None, None),
        ({"mode": "override_origin", "default": 1000}, 14400, "max-age=60", "max-age=1000"),
        ({"mode": "override_origin", "default": 1000}, 0, "max-age=2000", "max-age=2000"),
        ({"mode": "bypass"}, 14400, "max-age=60", NOT_AT_ALL),
        ({"mode": "bypass_by_default"}, 14400, None, NOT_AT_ALL),
    ],
)
def test_the_longer_time_stands(
    browser_ttl: dict[str, Any], default: int, before: str | None, after: str | None
) -> None:
    settings = Settings(eligible=True, by_rule=False, bypassed=False, browser_ttl=browser_ttl, browser_default=default)
    response = Response(200, (("cache-control", before),) if before else ())
    assert told(settings, response).get("cache-control") == after


def test_expires_gives_way_and_what_only_the_edge_reads_stays_here() -> None:
    settings = Settings(eligible=True, by_rule=False, bypassed=False, browser_default=60)
    response = Response(
        200, (("expires", "0"), ("cloudflare-cdn-cache-control", "max-age=5"), ("cdn-cache-control", "a"))
    )
    assert told(settings, response).headers == (("cdn-cache-control", "a"), ("cache-control", "max-age=60"))


def test_errors_are_left_alone() -> None:
    settings = Settings(eligible=True, by_rule=False, bypassed=False, browser_default=60)
    assert told(settings, Response(404)) == Response(404)
