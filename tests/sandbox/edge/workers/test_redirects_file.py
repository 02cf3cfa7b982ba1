"""The `_redirects` file: the example is the vendor's (workers/static-assets/redirects)."""

import pytest

from sandbox.edge.workers.redirects_file import leading, location, parsed

FILE = """\
# comment
/home301 / 301
/home302 / 302
/querystrings /?query=string 301
/twitch https://twitch.tv
/page/ /page2/#fragment 301
/blog/* https://blog.my.domain/:splat
/products/:code/:name /products?code=:code&name=:name
/app/* /app.html 200
/broken
/words / 302 Country=us
/teapot / 418
/home301 /second 302
/blog/first /one 303
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home301", ("/", 301)),
        ("/home302", ("/", 302)),
        ("/querystrings", ("/?query=string", 301)),
        ("/twitch", ("https://twitch.tv", 302)),
        ("/page/", ("/page2/#fragment", 301)),
        ("/blog/a/b", ("https://blog.my.domain/a/b", 302)),
        ("/blog/first", ("/one", 303)),
        ("/products/1/two", ("/products?code=1&name=two", 302)),
        ("/app/a", ("/app.html", 200)),
        ("/broken", None),
        ("/words", None),
        ("/teapot", None),
        ("/page", None),
    ],
)
def test_a_path_leads_where_its_line_says(path: str, expected: tuple[str, int] | None) -> None:
    found = leading(FILE, "www.arqora.test", path)
    assert ((found.target, found.status) if found else None) == expected


@pytest.mark.parametrize(
    ("target", "query", "expected"),
    [("/a", "", "/a"), ("/a", "b=1", "/a?b=1"), ("/a?c=2", "b=1", "/a?c=2"), ("/a#d", "b=1", "/a?b=1#d")],
)
def test_the_query_goes_along_unless_there_is_one(target: str, query: str, expected: str) -> None:
    assert location(target, query) == expected


def test_what_is_beyond_the_limits_is_passed_over() -> None:
    lines = [f"/{place} /" for place in range(2100)] + [f"/{place}/* /" for place in range(200)]
    assert len(parsed("\n".join(lines))) == 2100
    assert parsed(f"/a /{'b' * 1000}") == ()
