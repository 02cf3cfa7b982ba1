"""Patterns of `_headers` and `_redirects`."""

import pytest

from sandbox.edge.workers.patterns import Values, filled, matched


@pytest.mark.parametrize(
    ("pattern", "path", "values"),
    [
        ("/a", "/a", {}),
        ("/a", "/a/", None),
        ("/a.b", "/axb", None),
        ("/*", "/a/b", {"splat": "a/b"}),
        ("/blog/*", "/blog/", {"splat": ""}),
        ("/blog/*", "/blog", None),
        ("/*.jpg", "/a/b.jpg", {"splat": "a/b"}),
        ("/movies/:title", "/movies/up", {"title": "up"}),
        ("/movies/:title", "/movies/up/1", None),
        ("/p/:id/:id_2", "/p/1/2", {"id": "1", "id_2": "2"}),
        ("https://www.arqora.test/*", "/a", {"splat": "a"}),
        ("https://other.test/*", "/a", None),
        ("https://:name.arqora.test/a", "/a", {"name": "www"}),
        ("https://:name.test/a", "/a", None),
        ("/*/*", "/a/b", None),
        ("/:a/:a", "/a/a", None),
    ],
)
def test_a_pattern_matches_whole_paths(pattern: str, path: str, values: Values | None) -> None:
    assert matched(pattern, "www.arqora.test", path) == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [(":a/:ab", "1/2"), (":c", ":c"), ("https://b.test:8080/:a", "https://b.test:8080/1"), (":splat", "a/b")],
)
def test_names_are_filled_in_whole(text: str, expected: str) -> None:
    assert filled(text, {"a": "1", "ab": "2", "splat": "a/b"}) == expected
