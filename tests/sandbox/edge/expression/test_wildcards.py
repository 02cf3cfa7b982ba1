"""Stars, and Rust's regular expressions."""

import pytest

from sandbox.edge.expression.wildcards import filled, regex, wildcard

FULL = "https://example.com/a/*"


@pytest.mark.parametrize(
    ("pattern", "text", "matching"),
    [
        (FULL, "https://example.com/a/", True),
        (FULL, "https://example.com/a/page.html", True),
        (FULL, "https://example.com/a/sub/folder/?name=value", True),
        (FULL, "https://example.com/ab/", False),
        (FULL, "https://sub.example.com/a/", False),
        ("*.example.com/*/page.html", "http://sub.example.com/folder/page.html", True),
        ("*.example.com/*/page.html", "https://admin.example.com/team/subteam/page.html", True),
        ("*.example.com/*/page.html", "https://example.com/ab/page.html", False),
        ("*.example.com/*/page.html", "https://sub.example.com/folder2/page.html?s=value", False),
        ("A*", "abc", True),
        (r"a\*\\b", r"a*\b", True),
        (r"a\*", "ab", False),
        ("a.b", "axb", False),
        ("a*b", "a\nb", True),
    ],
)
def test_a_star_is_anything_in_a_whole_value(pattern: str, text: str, matching: bool) -> None:
    assert bool(wildcard(pattern, strict=False).fullmatch(text)) is matching


def test_strict_patterns_tell_capitals_apart() -> None:
    assert wildcard("A*", strict=True).fullmatch("Ab")
    assert not wildcard("A*", strict=True).fullmatch("ab")


@pytest.mark.parametrize("pattern", ["**", "a\\", "a\\b"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"two stars|backslash"):
        wildcard(pattern, strict=False)


@pytest.mark.parametrize(
    ("pattern", "text", "matching"),
    [
        ("a$", "a\n", False),
        (r"a\$", "a$", True),
        ("[$]", "$", True),
        (r"a\z", "a", True),
        ("(?<year>[0-9]{4})", "in 2026", True),
        ("(?i)ABC", "abc", True),
        (r"^/api/(?:v1|v2)/\w+$", "/api/v2/a", True),
        (r"[^\]]x", "ax", True),
    ],
)
def test_a_regular_expression_is_rusts(pattern: str, text: str, matching: bool) -> None:
    assert bool(regex(pattern).search(text)) is matching


@pytest.mark.parametrize(
    "pattern", ["(?=a)", "(?!a)", "(?<=a)", "(?<!a)", r"(a)\1", r"\p{Greek}", "[[:alpha:]]", "a(", "*"]
)
def test_what_rust_refuses_or_we_do_not_know_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"not supported|does not know|invalid regular expression"):
        regex(pattern)


def test_groups_are_filled_in() -> None:
    assert filled("${1}-$${1}-${2}-${3}$", ("a", None)) == "a-${1}--$"
