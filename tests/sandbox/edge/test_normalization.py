"""Addresses in one form. The cases are the vendor's (rules/normalization/examples) and RFC 3986's."""

import pytest

from sandbox.edge.expression import Facts, parse
from sandbox.edge.normalization import normalized
from tests.sandbox.edge.requests import request


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/hello", "/hello"),
        ("/%68ello", "/hello"),
        ("/%68ello//pa\\th", "/hello//pa%5Cth"),
        ("/hello//../path", "/hello/path"),
        ("/hello/\\../path", "/hello/%5C../path"),
        ("/a/b/c/./../../g", "/a/g"),
        ("/../../g", "/g"),
        ("/a/..", "/"),
        ("/a/.", "/a/"),
        ("/a/b/", "/a/b/"),
        ("/", "/"),
        ("/%2e%2E/%2egit/config", "/.git/config"),
        ("/a%2fb%3a", "/a%2Fb%3A"),
        ("/a b\u00e9", "/a%20b%C3%A9"),
        ("/100%", "/100%"),
        ("/a:b@c!$&'()*+,;=", "/a:b@c!$&'()*+,;="),
    ],
)
def test_a_path_has_one_form(path: str, expected: str) -> None:
    facts = normalized(Facts(request(path=path)))
    assert facts.request.path == expected
    assert facts.raw.request.path == path


def test_a_query_keeps_its_dots() -> None:
    assert normalized(Facts(request(query="p=../%61&q=%2f"))).request.query == "p=../a&q=%2F"


def test_rules_see_the_one_form_and_raw_fields_what_was_sent() -> None:
    facts = normalized(Facts(request(path="/%61dmin")))
    assert parse('http.request.uri.path eq "/admin" and raw.http.request.uri.path eq "/%61dmin"').matches(facts)
