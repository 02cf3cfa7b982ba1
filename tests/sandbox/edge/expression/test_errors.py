"""What the language refuses, and what it says of it."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.edge.expression import ExpressionError, parse, parse_value

REFUSED = [
    ("", 0, "expected a field, a function or a literal"),
    ("http.hosst eq 1", 0, "unknown identifier"),
    ("lower eq 1", 0, "unknown identifier (a function"),
    ("nope(http.host)", 0, "unknown function"),
    ("http.host", 0, "expected Boolean, found String"),
    ("http.host eq", 12, "expected a string in double quotes"),
    ("http.host eq 5", 13, "expected a string in double quotes"),
    ('http.host eq "a', 13, "missing ending quote"),
    ('http.host eq r#"a"', 13, 'missing ending quote "#'),
    ('http.host eq "a\\q"', 15, "invalid escape"),
    ('http.host eq "a" http.host eq "b"', 17, "expected an operator or the end"),
    ('http.host eq "a" and', 20, "expected a field, a function or a literal"),
    ('(http.host eq "a"', 17, "expected ')'"),
    ("http.host and ssl", 0, "expected Boolean, found String"),
    ("ssl and http.host", 8, "expected Boolean, found String"),
    ("not http.host", 0, "expected Boolean, found String"),
    ("ssl eq true", 4, "takes no comparison"),
    ("cf.threat_score contains 5", 16, "contains does not compare a value of type Integer"),
    ('cf.threat_score eq "5"', 19, "expected an integer"),
    ("ip.src lt 1.2.3.4", 7, "lt does not compare a value of type IP address"),
    ("ip.src eq 1.2.3.0/24", 10, "networks and ranges stand in {} after `in`"),
    ("ip.src eq 1.2.3", 10, "expected an IP address"),
    ('ip.src eq "1.2.3.4"', 10, "expected an IP address"),
    ("ip.src in {1.2.3.9..1.2.3.1}", 11, "behind its end"),
    ("ip.src in {1.2.3.9..::1}", 11, "of one family"),
    ("ip.src in $office", 10, "lists are not known"),
    ('http.host in "a"', 13, "expected '{'"),
    ('http.host in {"a", "b"}', 17, "parted by spaces"),
    ('http.host in {"a" 5}', 18, "expected a string"),
    ("cf.threat_score in {9..1}", 20, "behind its end"),
    ('http.host matches "("', 18, "invalid regular expression"),
    ('http.host matches "(?=a)"', 18, "look-around"),
    ('http.host matches "(a)\\1"', 18, "backreferences"),
    ('http.host wildcard "a**"', 19, "two stars in a row"),
    ('http.request.headers eq "a"', 21, "eq does not compare a value of type Map<Array<String>>"),
    ('http.request.headers["a"] eq "a"', 26, "eq does not compare a value of type Array<String>"),
    ('http.request.headers.names[*] eq "a"', 0, "expected Boolean, found Array<Boolean>"),
    ("http.host[0] eq 1", 9, "has no places"),
    ('http.host["a"] eq 1', 9, "has no names"),
    ("http.host[*] eq 1", 9, "takes an array apart"),
    ("http.request.headers.names[-1] eq 1", 29, "expected a place from 0"),
    ("len() eq 1", 0, "another number of arguments than 0"),
    ('len(http.host, "a") eq 1', 0, "another number of arguments than 2"),
    ("len(ip.src) eq 1", 4, "len takes String or Array<String> or Map<Array<String>> here, not IP address"),
    ('starts_with("a", "b")', 12, "is a field, not a literal"),
    ("starts_with(http.host, 5)", 23, "takes String here, not Integer"),
    ("any(ssl)", 4, "any takes Array<Boolean> here, not Boolean"),
    ("HTTP.HOST eq 1", 0, "unknown identifier"),
    ('http.host EQ "a"', 10, "expected an operator or the end"),
    ("(" * 65 + "ssl" + ")" * 65, 64, "nested deeper than 64"),
    (f'http.host eq "{"a" * 4096}"', 4096, "at most 4096 characters, not 4111"),
]


@pytest.mark.parametrize(("text", "position", "reason"), REFUSED)
def test_it_is_refused_at_a_position(text: str, position: int, reason: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert reason in caught.value.reason
    assert caught.value.position == position


def test_the_error_points_at_the_place_in_its_line() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse('ssl and\n  http.hosst eq "a"')
    assert str(caught.value) == ('Filter parsing error (2:3):\n  http.hosst eq "a"\n  ^^^^^^^^^^ unknown identifier')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("http.request.headers", "found Map<Array<String>>"),
        ("http.request.headers.names[*]", "found String"),
        (
            'concat(regex_replace(http.host, "a", "b"), wildcard_replace(http.host, "a", "b"))',
            "regex_replace and wildcard_replace stand once",
        ),
        ('regex_replace(http.host, "(", "b")', "invalid regular expression"),
        ('wildcard_replace(http.host, "**", "b")', "two stars in a row"),
        ('split(http.host, "", 3)[0]', "a separator that is not empty"),
        ('split(http.host, ",", 129)[0]', "a limit from 1 to 128"),
        ('concat("a", http.request.headers.names[*])', "[*] stands in a function's first argument only"),
    ],
)
def test_a_value_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_value(text)
    assert reason in str(caught.value)


PIECES = ["http.host", "ssl", "eq", "in", "{", "}", "(", ")", "[*]", '["a"]', "[0]", '"a"', "5", "1.2.3.4", "any"]
MORE = ["not", "and", ",", "len", "..", "/24", "\\", '"', "r#", "true", " "]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES + MORE), max_size=12).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ExpressionError):
        assert parse(text).text == text
