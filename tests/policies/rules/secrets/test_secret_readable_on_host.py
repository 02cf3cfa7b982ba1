"""A mark covers nothing that others read; a host's identity in its user data is the one exception."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import SERVER
from policies.reading import UNKNOWN, Secret
from policies.resource import Provider, Resource
from policies.settings import Settings
from tests.policies.conftest import texts
from tests.policies.inputs import Encode

RULE = "secret-readable-on-host"
WIREGUARD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
CLOSED = "runcmd:\n- nft insert rule inet filter output ip daddr 169.254.169.254 drop\n"
IDENTITY = f"""#cloud-config
ssh_keys:
  ed25519_private: |
    -----BEGIN OPENSSH PRIVATE KEY-----
    b3BlbnNzaC1rZXk
    -----END OPENSSH PRIVATE KEY-----
write_files:
- path: /etc/wireguard/wg0.conf
  content: |
    [Interface]
    PrivateKey = {WIREGUARD}
"""


@pytest.fixture
def said(catalogue: Catalogue, settings: Settings, encode: Encode) -> Any:
    def say(token: str, properties: dict[str, Any]) -> list[str]:
        provider = Provider("urn::provider", "default", encode({}))
        resource = Resource(token, "x", "urn::x", declared=encode(properties), provider=provider)
        return texts(judge_resource([catalogue.by_id[RULE]], resource, settings))

    return say


@pytest.mark.parametrize(
    ("token", "key", "value", "why"),
    [
        ("hcloud:index/volume:Volume", "labels", Secret({"a": "b"}), "may read the project"),
        ("hcloud:index/volume:Volume", "labels", {"a": Secret("b")}, "may read the project"),
        ("hcloud:index/volume:Volume", "name", Secret(UNKNOWN), "may read the project"),
        ("cloudflare:index/dnsRecord:DnsRecord", "content", Secret("b"), "DNS tells it to everybody"),
        ("command:remote:Command", "environment", {"A": Secret("b")}, "reads it in /proc"),
        ("docker:index/container:Container", "envs", [Secret("A=b")], "docker inspect shows it"),
    ],
)
def test_a_marked_value_in_a_place_that_others_read_is_refused(
    said: Any, token: str, key: str, value: Any, why: str
) -> None:
    (fact,) = said(token, {key: value})
    assert fact.startswith(f"x: {key} is marked secret, but ")
    assert why in fact


@pytest.mark.parametrize(
    ("token", "properties"),
    [
        (
            "command:remote:Command",
            {"stdin": Secret("b"), "connection": Secret({"host": "a"}), "triggers": [Secret("b")]},
        ),
        ("hcloud:index/storageBox:StorageBox", {"name": "backup", "password": Secret("b")}),
        ("docker:index/container:Container", {"envs": ["DB_PASSWORD_FILE=/run/secrets/db"]}),
        (SERVER, {"userData": Secret("#cloud-config\nhostname: web-1\n")}),
        (SERVER, {"userData": Secret(UNKNOWN)}),
        (SERVER, {"userData": Secret(IDENTITY + CLOSED)}),
        (
            SERVER,
            {
                "userData": Secret(
                    f"#!/bin/sh\necho 'PrivateKey = {WIREGUARD}'\nip route add blackhole 169.254.169.254\n"
                )
            },
        ),
    ],
)
def test_a_place_that_keeps_it_passes(said: Any, token: str, properties: dict[str, Any]) -> None:
    assert said(token, properties) == []


def test_identity_on_a_host_that_leaves_the_metadata_service_open_is_refused(said: Any) -> None:
    assert said(SERVER, {"userData": Secret(IDENTITY)}) == [
        "x: its user data holds secrets, and stays readable for every process of the host"
    ]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("password: tr0ub4dor\n", "a value that is named like a secret"),
        ("- path: /etc/app/tls.key\n  content: |\n    -----BEGIN PRIVATE KEY-----\n    MIIE\n", "a private key"),
    ],
)
def test_another_secret_in_user_data_is_refused_although_it_is_marked(said: Any, more: str, kind: str) -> None:
    text = IDENTITY + more + CLOSED
    facts = said(SERVER, {"userData": Secret(text)})
    assert facts
    assert all(f"holds {kind}, which is not the host's identity" in fact for fact in facts)
    assert not any("tr0ub4dor" in fact for fact in facts)


def test_a_script_may_bring_only_keys_of_the_tunnel_unless_it_writes_host_keys(said: Any) -> None:
    key = "cat > /etc/app.key <<END\n-----BEGIN PRIVATE KEY-----\nEND\nip route add blackhole 169.254.169.254\n"
    assert len(said(SERVER, {"userData": Secret("#!/bin/sh\n" + key)})) == 1
    assert said(SERVER, {"userData": Secret("#!/bin/sh\n" + key.replace("app.key", "ssh/ssh_host_ed25519_key"))}) == []
