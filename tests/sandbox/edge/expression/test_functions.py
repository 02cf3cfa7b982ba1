"""Functions at their edges; the usual cases are in test_expression."""

from typing import Any

import pytest

from sandbox.edge.expression import Facts, parse_any
from tests.sandbox.edge.requests import request


def run(text: str, value: str = "", **changes: Any) -> Any:
    facts = Facts(request(headers={"x": value}, **changes))
    return parse_any(text.replace("@", 'http.request.headers["x"][0]')).operand.run(facts)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("lower(@)", "ÀB", "Àb"),
        ("upper(@)", "àb", "àB"),
        ("len(@)", "é", 2),
        ("substring(@, 1)", "", ""),
        ("substring(@, 3, 1)", "abcd", ""),
        ("url_decode(@)", "%2520+a", "%20 a"),
        ('url_decode(@, "r")', "%252520", " "),
        ("url_decode(@)", "%ff", "\ufffd"),
        ("decode_base64(@)", "!!", None),
        ("decode_base64(@)", "YQ", "a"),
        ('lookup_json_string(@, "a")', '{"a": 1}', None),
        ('lookup_json_string(@, "a", 1)', '{"a": ["b", "c"]}', "c"),
        ('lookup_json_string(@, "a")', "no json", None),
        ("lookup_json_integer(@, 1)", '["first_item", -234]', -234),
        ("lookup_json_integer(@, 0)", "[true]", None),
        ("lookup_json_integer(@, 0)", "[42.0]", None),
        ('remove_query_args(@, "order")', "category=Foo&order=desc&category=Bar", "category=Foo&category=Bar"),
        ('remove_query_args(@, "category")', "category=Foo&order=desc&category=Bar", "order=desc"),
        ('remove_query_args(@, "search")', "order=asc&country=GB", "order=asc&country=GB"),
        ('split(@, ",", 64)', "groceries,,electronics", ["groceries", "", "electronics"]),
        ('wildcard_replace(@, "/a\\\\*/*", "/$$${1}")', "/a*/b", "/$b"),
        ('wildcard_replace(@, "/*/*", "/${2}/${1}/${3}")', "/a/b/c", "/b/c/a/"),
    ],
)
def test_a_function_returns(text: str, value: str, expected: object) -> None:
    assert run(text, value) == expected


@pytest.mark.parametrize(
    ("client", "expected"), [("2001:db8:130f::9c0:876a:130b", "2001:d00::"), ("113.10.0.2", "113.10.0.0")]
)
def test_networks_of_addresses(client: str, expected: str) -> None:
    assert str(run("cidr(ip.src, 24, 24)", client=client)) == expected


@pytest.mark.parametrize(
    "text", ['lower(http.request.headers["absent"][0])', 'concat("a", http.request.headers["absent"][0])']
)
def test_a_function_of_a_missing_value_is_missing(text: str) -> None:
    assert run(text) is None
