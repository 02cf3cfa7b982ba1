"""The stack's configuration holds no secret that is not stored encrypted."""

import dataclasses
import json

import pytest

from policies.settings import Settings, StackFacts
from tests.policies.inputs import Find

RULE = "plaintext-secret-in-configuration"


def configured(settings: Settings, config: dict[str, str], *secret: str) -> Settings:
    return dataclasses.replace(settings, stack=StackFacts("shop", "prod", config, frozenset(secret)))


@pytest.mark.parametrize(
    ("config", "facts"),
    [
        ({"hcloud:token": "a1B2c3D4" * 8}, "in hcloud, token holds a value that is named like a secret"),
        ({"shop:dbPassword": "tr0ub4dor"}, "in shop, dbPassword holds a value that is named like a secret"),
        ({"shop:url": "postgres://app:tr0ub4dor@db/app"}, "in shop, url holds a password in an address"),
        (
            {"shop:app": json.dumps({"env": [{"name": "API_KEY", "value": "tr0ub4dor"}]})},
            "in shop, app.env[0].value holds a value that is named like a secret",
        ),
        ({"shop:broken": '{"password": "tr0ub4dor"'}, "in shop, broken holds a value that is named like a secret"),
    ],
)
def test_a_secret_in_plain_text_is_named_by_its_key(
    find: Find, settings: Settings, config: dict[str, str], facts: str
) -> None:
    assert find(RULE, {}, own=configured(settings, config)) == [f"x: {facts}"]


def test_what_is_encrypted_passes(find: Find, settings: Settings) -> None:
    config = {"hcloud:token": "a1B2c3D4" * 8, "shop:app": json.dumps({"password": "tr0ub4dor"})}
    assert find(RULE, {}, own=configured(settings, config, *config)) == []


def test_what_is_public_passes(find: Find, settings: Settings) -> None:
    keys = {"peers": {"ada": {"public_key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}}}
    config = {"hcloud:pollInterval": "50ms", "shop:environment": json.dumps(keys), "shop:tokenTtl": "3600"}
    assert find(RULE, {}, own=configured(settings, config)) == []
