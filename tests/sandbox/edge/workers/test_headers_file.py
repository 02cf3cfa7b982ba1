"""The `_headers` file: the example is the vendor's (workers/static-assets/headers)."""

import pytest

from sandbox.edge.messages import Response
from sandbox.edge.workers.headers_file import applied, parsed

FILE = """\
# This is a comment
/secure/page
  X-Frame-Options: DENY
  X-Content-Type-Options: nosniff

/static/*
  Access-Control-Allow-Origin: *
  X-Robots-Tag: nosnippet
  Cache-Control: public, max-age=31556952, immutable

https://site.arqora.workers.dev/*
  X-Robots-Tag: noindex

/movies/:title
  x-movie-name: You are watching ":title"

/static/plain.css
  ! Access-Control-Allow-Origin
  ! ETag
"""
BEFORE = Response(200, (("etag", "1"), ("cache-control", "public, max-age=0, must-revalidate")))
LONG = "public, max-age=31556952, immutable"
USUAL = {"etag": "1", "cache-control": "public, max-age=0, must-revalidate"}


@pytest.mark.parametrize(
    ("host", "path", "expected"),
    [
        ("custom.domain", "/", USUAL),
        ("custom.domain", "/secure/page", {**USUAL, "x-frame-options": "DENY", "x-content-type-options": "nosniff"}),
        (
            "custom.domain",
            "/static/image.jpg",
            {"etag": "1", "cache-control": LONG, "access-control-allow-origin": "*", "x-robots-tag": "nosnippet"},
        ),
        ("site.arqora.workers.dev", "/home", {**USUAL, "x-robots-tag": "noindex"}),
        (
            "site.arqora.workers.dev",
            "/static/styles.css",
            {
                "etag": "1",
                "cache-control": LONG,
                "access-control-allow-origin": "*",
                "x-robots-tag": "nosnippet, noindex",
            },
        ),
        ("custom.domain", "/movies/up", {**USUAL, "x-movie-name": 'You are watching "up"'}),
        ("custom.domain", "/static/plain.css", {"cache-control": LONG, "x-robots-tag": "nosnippet"}),
    ],
)
def test_headers_go_by_path(host: str, path: str, expected: dict[str, str]) -> None:
    assert dict(applied(FILE, host, path, BEFORE).headers) == expected


def test_what_is_beyond_the_limits_is_passed_over() -> None:
    assert len(parsed("\n".join(f"/{place}\n  a: b" for place in range(150)))) == 100
    assert parsed(f"/a\n  x: {'y' * 2000}\n")[0].set == []
    assert parsed("  x: before any rule\n") == ()
