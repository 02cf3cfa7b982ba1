"""Names say what is a secret, and some values are only references to one."""

import pytest

from policies.secrets.names import is_secret_name, is_secret_value


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "dbPassword",
        "DB_PASS",
        "db-passwd",
        "API_TOKEN",
        "apiKey",
        "X-Api-Key",
        "tunnelSecret",
        "AWS_SECRET_ACCESS_KEY",
        "privateKey",
        "PresharedKey",
        "credentials",
        "repo1-cipher-pass",
        "requirepass",
        "HCLOUD_TOKEN",
    ],
)
def test_a_name_that_ends_like_a_secret_is_one(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "_",
        "key",
        "keyName",
        "publicKey",
        "ssh_public_key",
        "secretName",
        "passwordPolicy",
        "tokenTtl",
        "clientSecretVersion",
        "nextToken",
        "bypass",
        "compass",
        "API_TOKEN_FILE",
        "arqora.dev/role",
        "keepers",
    ],
)
def test_another_name_is_none(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    "value",
    [
        "hunter2",
        "0123",
        "correct horse",
        "tr0ub4dor&3",
        "Passw0rd!",
        "!Summer2026",
        "$5aB?x",
        "*7aB-x9",
        "(a]b)cd",
        "/7k+Qz9w",
        "<abc>def",
    ],
)
def test_a_value_is_a_secret(value: str) -> None:
    assert is_secret_value(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "abc",
        "true",
        "none",
        "$PASSWORD",
        "${PASSWORD}",
        "{{ password }}",
        "<password>",
        "/run/secrets/db",
        "./secrets/db",
        "vault:kv/app#key",
        "https://vault.example.com/v1/kv",
        "xxxxxxxx",
        "********",
        "changeme",
        "your-token-here",
        "[secret]",
        "!vault",
        "*alias",
        "|-",
        "%d/db",
        "os.environ['X']",
        "load(file)",
        "redacted",
    ],
)
def test_a_reference_a_flag_or_a_gap_is_none(value: str) -> None:
    assert not is_secret_value(value)


def test_an_address_with_a_password_is_no_reference() -> None:
    assert is_secret_value("https://app:hunter2@example.com")
