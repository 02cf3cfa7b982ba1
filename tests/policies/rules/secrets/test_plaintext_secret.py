"""A secret in plain text is found wherever it stands, and nothing harmless is taken for one."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

RULE = "plaintext-secret"
COMMAND = "command:remote:Command"
RECORD = "cloudflare:index/dnsRecord:DnsRecord"
WORKER = "cloudflare:index/workersScript:WorkersScript"
KV = "cloudflare:index/workersKv:WorkersKv"
RULESET = "cloudflare:index/ruleset:Ruleset"
TOKEN = "a1B2c3D4" * 8

FOUND: list[tuple[str, dict[str, Any], str]] = [
    (COMMAND, {"environment": {"API_TOKEN": "tr0ub4dor"}}, "environment.API_TOKEN holds a value that is named like"),
    (COMMAND, {"create": "PGPASSWORD=tr0ub4dor psql"}, "create holds a value that is named like"),
    (COMMAND, {"stdin": "one\ntwo\npassword: tr0ub4dor"}, "line 3 of stdin holds a value that is named like"),
    (COMMAND, {"triggers": ["x", "ghp_" + "a1" * 18]}, "triggers[1] holds a GitHub token"),
    (RECORD, {"type": "TXT", "content": "token=tr0ub4dor"}, "content holds a value that is named like"),
    (WORKER, {"bindings": [{"name": "API_KEY", "type": "plain_text", "text": "tr0ub4dor"}]}, "bindings[0].text holds"),
    (KV, {"keyName": "db-password", "value": "tr0ub4dor"}, "value holds a value that is named like"),
    (
        RULESET,
        {"rules": [{"expression": 'not any(http.request.headers["x-origin-secret"][*] eq "tr0ub4dor")'}]},
        "rules[0].expression holds a secret in a rule's expression",
    ),
    (
        RULESET,
        {"rules": [{"actionParameters": {"headers": {"X-Api-Key": {"operation": "set", "value": "tr0ub4dor"}}}}]},
        "rules[0].actionParameters.headers.X-Api-Key.value holds",
    ),
    ("hcloud:index/volume:Volume", {"labels": {"password": "tr0ub4dor"}}, "labels.password holds"),
    ("hcloud:index/volume:Volume", {"labels": {"ghp_" + "a1" * 18: ""}}, "labels.(a name) holds a GitHub token as its"),
    ("docker:index/container:Container", {"envs": ["REDIS_PASS=tr0ub4dor"]}, "envs[0] holds"),
    ("arqora:data:PostgresCluster", {"adminPassword": "tr0ub4dor"}, "adminPassword holds"),
    ("random:index/randomString:RandomString", {"keepers": {"token": "tr0ub4dor"}}, "keepers.token holds"),
    ("test:index:Thing", {"note": f"hcloud context token {TOKEN}"}, "note holds a Hetzner token"),
]

HARMLESS: list[tuple[str, dict[str, Any]]] = [
    (COMMAND, {"environment": {"API_TOKEN": Secret("tr0ub4dor")}}),
    (COMMAND, {"environment": Secret({"API_TOKEN": "tr0ub4dor"})}),
    (COMMAND, {"environment": {"API_TOKEN": UNKNOWN, "API_TOKEN_FILE": "/run/secrets/api"}}),
    (COMMAND, {"create": "psql --file /tmp/x", "environment": {"DB_PASSWORD_FILE": "/run/arqora/secrets/db"}}),
    (RECORD, {"type": "TXT", "content": "v=spf1 include:_spf.example.com -all"}),
    (RECORD, {"type": "TXT", "content": "v=DKIM1; k=rsa; p=" + "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ" * 4}),
    (RECORD, {"type": "TXT", "content": "google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ"}),
    (RECORD, {"name": "token", "type": "A", "content": "203.0.113.10"}),
    ("cloudflare:index/zoneDnssec:ZoneDnssec", {"digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b"}),
    ("hcloud:index/sshKey:SshKey", {"publicKey": "ssh-ed25519 " + "AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0" * 2}),
    ("hcloud:index/server:Server", {"userData": "password: tr0ub4dor"}),
    ("pulumi:providers:hcloud", {"token": "tr0ub4dor"}),
    (KV, {"keyName": "motd", "value": "hello"}),
    ("test:index:Thing", {"secretName": "db", "tokenTtl": 3600, "passwordPolicy": "strict-policy", "keyId": "a" * 32}),
    ("test:index:Thing", {"apiToken": "${API_TOKEN}", "password": "", "secret": "vault:kv/app#key"}),
    ("test:index:Thing", {"description": "rotate the API token: somebody must do it every year"}),
    ("test:index:Thing", {"nothing": None, "list": [], "number": 4711, "flag": True}),
    ("test:index:Thing", {"publicKey": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}),
]


@pytest.mark.parametrize(("token", "properties", "expected"), FOUND)
def test_a_secret_in_plain_text_is_named_by_path_and_kind(
    find: Find, token: str, properties: dict[str, Any], expected: str
) -> None:
    (fact,) = find(RULE, properties, token)
    assert expected in fact
    assert "tr0ub4dor" not in fact


@pytest.mark.parametrize(("token", "properties"), HARMLESS)
def test_what_is_harmless_passes(find: Find, token: str, properties: dict[str, Any]) -> None:
    assert find(RULE, properties, token) == []


def test_a_name_cannot_break_the_line_or_forge_facts(find: Find) -> None:
    (fact,) = find(RULE, {"labels": {"a; b\npassword": "tr0ub4dor"}}, "test:index:Thing")
    assert fact == "x: labels.(a name) holds a value that is named like a secret"
