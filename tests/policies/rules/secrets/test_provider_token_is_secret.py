"""What a provider logs in with is marked secret, whatever it looks like."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

RULE = "provider-token-is-secret"
HCLOUD = "pulumi:providers:hcloud"
CLOUDFLARE = "pulumi:providers:cloudflare"


@pytest.mark.parametrize(
    ("token", "properties", "key"),
    [
        (HCLOUD, {"token": "a1B2c3D4" * 8}, "token"),
        (HCLOUD, {"token": "x"}, "token"),
        (CLOUDFLARE, {"apiToken": "a1B2c3D4e5" * 4}, "apiToken"),
        (CLOUDFLARE, {"apiKey": "0123456789abcdef"}, "apiKey"),
        (CLOUDFLARE, {"apiUserServiceKey": "v1.0-abc"}, "apiUserServiceKey"),
        ("pulumi:providers:postgresql", {"password": "${PASSWORD}"}, "password"),
    ],
)
def test_a_token_without_a_mark_is_refused(find: Find, token: str, properties: dict[str, Any], key: str) -> None:
    assert find(RULE, properties, token) == [f"x: its {key} is not marked secret"]


def test_a_secret_under_another_name_is_refused_too(find: Find) -> None:
    assert find(RULE, {"baseUrl": "https://app:hunter2@proxy.example.com"}, CLOUDFLARE) == [
        "x: baseUrl holds a password in an address"
    ]


@pytest.mark.parametrize(
    "properties",
    [
        {"token": Secret("a1B2c3D4" * 8), "version": "1.43.3"},
        {"token": UNKNOWN},
        {"token": ""},
        {"version": "1.43.3", "endpoint": "https://api.example.com/v1", "pollInterval": "50ms"},
    ],
)
def test_a_marked_token_and_no_token_pass(find: Find, properties: dict[str, Any]) -> None:
    assert find(RULE, properties, HCLOUD) == []


def test_other_resources_are_not_its_business(find: Find) -> None:
    assert find(RULE, {"token": "hunter2"}, "test:index:Thing") == []
