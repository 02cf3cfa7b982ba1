"""Which requests ask for the same thing."""

from typing import Any

import pytest

from sandbox.edge.cache.keys import Key, key
from sandbox.edge.cache.settings import Settings
from sandbox.edge.expression import Facts
from tests.sandbox.edge.requests import request


def of(cache_key: dict[str, Any] | None = None, scheme: str = "https", **changes: Any) -> Key:
    url = str(changes.pop("url", "https://www.arqora.test/a.css?a=1&b=2"))
    told = Settings(eligible=True, by_rule=False, bypassed=False, cache_key=cache_key or {})
    return key("zone", told, Facts(request(url, **changes)), scheme)


@pytest.mark.parametrize(
    "changes",
    [
        {"client": "203.0.113.8"},
        {"method": "HEAD"},
        {"colo": "FRA"},
        {"headers": {"cookie": "a=1", "user-agent": "b", "accept-encoding": "gzip"}},
    ],
)
def test_who_asks_does_not_matter(changes: dict[str, Any]) -> None:
    assert of(**changes) == of()


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://www.arqora.test/b.css?a=1&b=2"},
        {"url": "https://www.arqora.test/a.css?b=2&a=1"},
        {"url": "https://www.arqora.test/a.css"},
        {"url": "https://api.arqora.test/a.css?a=1&b=2"},
        {"scheme": "http"},
        {"headers": {"origin": "https://a.test"}},
        {"headers": {"x-forwarded-host": "evil.test"}},
        {"headers": {"x-http-method-override": "POST"}},
    ],
)
def test_what_is_asked_for_matters(changes: dict[str, Any]) -> None:
    assert of(**changes) != of()


CUSTOM: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"ignore_query_strings_order": True}, {"url": "https://www.arqora.test/a.css?b=2&a=1"}, True),
    ({"custom_key": {"query_string": {"exclude": {"all": True}}}}, {"url": "https://www.arqora.test/a.css"}, True),
    ({"custom_key": {"query_string": {"exclude": ["*"]}}}, {"url": "https://www.arqora.test/a.css"}, True),
    (
        {"custom_key": {"query_string": {"exclude": {"list": ["b"]}}}},
        {"url": "https://www.arqora.test/a.css?a=1"},
        True,
    ),
    (
        {"custom_key": {"query_string": {"include": {"list": ["a"]}}}},
        {"url": "https://www.arqora.test/a.css?a=1"},
        True,
    ),
    ({"custom_key": {"query_string": {"include": ["a"]}}}, {"url": "https://www.arqora.test/a.css?a=2"}, False),
    ({"custom_key": {"query_string": {"include": ["*"]}}}, {"url": "https://www.arqora.test/a.css?a=1"}, False),
    ({"custom_key": {"header": {"include": ["X-A"]}}}, {"headers": {"x-a": "1"}}, False),
    ({"custom_key": {"header": {"check_presence": ["X-A"]}}}, {"headers": {"x-a": "1"}}, False),
    ({"custom_key": {"header": {"exclude_origin": True}}}, {"headers": {"origin": "https://a.test"}}, True),
    ({"custom_key": {"cookie": {"include": ["id"]}}}, {"headers": {"cookie": "id=1"}}, False),
    ({"custom_key": {"cookie": {"include": ["id"]}}}, {"headers": {"cookie": "other=1"}}, True),
    ({"custom_key": {"cookie": {"check_presence": ["id"]}}}, {"headers": {"cookie": "id=1"}}, False),
    ({"custom_key": {"user": {"geo": True}}}, {"country": "DE"}, False),
    ({"custom_key": {"user": {"lang": True}}}, {"headers": {"accept-language": "de-DE,en;q=0.5"}}, False),
    ({"custom_key": {"user": {"device_type": True}}}, {"headers": {"user-agent": "Mozilla (Mobile)"}}, False),
    ({"custom_key": {"user": {"device_type": True}}}, {"headers": {"user-agent": "Mozilla (X11)"}}, True),
]


@pytest.mark.parametrize(("cache_key", "changes", "same"), CUSTOM)
def test_a_rule_says_what_matters(cache_key: dict[str, Any], changes: dict[str, Any], same: bool) -> None:
    assert (of(cache_key, **changes) == of(cache_key)) is same


def test_presence_does_not_tell_values_apart() -> None:
    told = {"custom_key": {"header": {"check_presence": ["x-a"]}}}
    assert of(told, headers={"x-a": "1"}) == of(told, headers={"x-a": "2"})
