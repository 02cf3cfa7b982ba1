"""A secret of the configuration that a program read as plain text is found before anything is made of it."""

import dataclasses
import json
from typing import Any

import pytest

from policies.reading import Secret
from policies.settings import Settings, StackFacts
from tests.policies.inputs import Find

RULE = "configuration-secret-keeps-its-mark"
THING = "test:index:Thing"
CONFIG = {
    "shop:dbPassword": "tr0ub4dor-and-3",
    "shop:pin": "1234",
    "shop:app": json.dumps({"image": "debian-twelve", "keys": [{"apiKey": "c0rrect-h0rse"}]}),
    "shop:open": "public-value",
}


@pytest.fixture
def own(settings: Settings) -> Settings:
    secret = frozenset({"shop:dbPassword", "shop:pin", "shop:app"})
    return dataclasses.replace(settings, stack=StackFacts("shop", "prod", CONFIG, secret))


@pytest.mark.parametrize(
    ("token", "properties", "fact"),
    [
        (THING, {"text": "tr0ub4dor-and-3"}, "text holds the secret shop:dbPassword"),
        (THING, {"a": {"b": ["x", "address of tr0ub4dor-and-3!"]}}, "a holds the secret shop:dbPassword"),
        (THING, {"text": "c0rrect-h0rse"}, "text holds the secret shop:app"),
        ("hcloud:index/server:Server", {"userData": "x tr0ub4dor-and-3"}, "user data holds the secret shop:dbPassword"),
    ],
)
def test_a_copy_without_a_mark_is_refused(
    find: Find, own: Settings, token: str, properties: dict[str, Any], fact: str
) -> None:
    (said,) = find(RULE, properties, token, own)
    assert said == f"x: {fact} of the configuration, without its mark"


@pytest.mark.parametrize(
    "properties",
    [{"text": Secret("tr0ub4dor-and-3")}, {"pin": "1234"}, {"image": "debian-twelve"}, {"a": "public-value"}],
)
def test_a_marked_one_a_short_one_and_what_is_public_pass(
    find: Find, own: Settings, properties: dict[str, Any]
) -> None:
    assert find(RULE, properties, THING, own) == []


def test_without_secrets_there_is_nothing_to_copy(find: Find) -> None:
    assert find(RULE, {"text": "tr0ub4dor-and-3"}, THING) == []
