"""Cache-Control, read and written."""

import pytest

from sandbox.edge.cache.directives import expires_in, for_edge, read, seconds, written
from sandbox.edge.messages import Response


def test_directives_are_read_and_written() -> None:
    text = "public, max-age=60, immutable"
    assert read(text) == {"public": None, "max-age": "60", "immutable": None}
    assert written(read(text)) == text
    assert read('No-Cache="set-cookie", , Max-Age = 5') == {"no-cache": "set-cookie", "max-age": "5"}


@pytest.mark.parametrize(
    ("text", "expected"), [("max-age=60", 60), ("max-age", None), ("max-age=-1", None), ("", None)]
)
def test_seconds_are_digits(text: str, expected: int | None) -> None:
    assert seconds(read(text), "max-age") == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((), None),
        ((("cache-control", "max-age=1"),), "1"),
        ((("cache-control", "max-age=1"), ("cdn-cache-control", "max-age=2")), "2"),
        ((("cloudflare-cdn-cache-control", "max-age=3"), ("cdn-cache-control", "max-age=2")), "3"),
    ],
)
def test_what_is_meant_for_the_edge_counts_alone(headers: tuple[tuple[str, str], ...], expected: str | None) -> None:
    found = for_edge(Response(200, headers))
    assert (found or {}).get("max-age") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Thu, 01 Jan 1970 00:16:50 GMT", 10), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("0", 0), (None, None)],
)
def test_expires_is_a_date(text: str | None, expected: int | None) -> None:
    headers = (("expires", text),) if text else ()
    assert expires_in(Response(200, headers), 1000.0) == expected
