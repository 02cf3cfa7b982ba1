"""A credential on a command line is found, also where only the variable is named; files and standard input pass."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

RULE = "secret-in-command-line"
COMMAND = "command:remote:Command"
CONTAINER = "docker:index/container:Container"

HANDED_OVER = {
    "tool --password hunter2aa": "--password",
    "tool --db-password=hunter2aa": "--db-password",
    'tool --token "$API_TOKEN"': "--token",
    "tool --secret-key ${KEY}": "--secret-key",
    "sshpass -p hunter2 ssh host": "sshpass -p",
    "mysql -u root -phunter2 shop": "mysql -p",
    "redis-cli -h 10.20.0.5 -a $REDIS_PASSWORD ping": "redis-cli -a",
    "curl -u app:$PASSWORD https://api.example.com": "curl -u",
    'curl -H "Authorization: Bearer $TOKEN" https://api.example.com': "a header with a credential",
    "docker login -u app -p $TOKEN registry.example.com": "docker login -p",
    "htpasswd -cb /etc/htpasswd app hunter2": "htpasswd -b",
    "openssl enc -aes-256-cbc -pass pass:hunter2 -in a": "openssl pass:",
    "bao login $TOKEN": "a login to the vault",
    "true\nfalse; psql --password hunter2aa": "--password",
}

HARMLESS = [
    "",
    "systemctl restart patroni",
    "tool --password-file /run/secrets/db",
    "tool --token-file=/run/secrets/token",
    "docker login --password-stdin registry.example.com",
    "tool --password - < /run/secrets/db",
    "tool --token @/run/secrets/token",
    "psql -U app shop",
    "mysql --defaults-file=/run/secrets/my.cnf -u root",
    "curl -fsS https://api.example.com/health",
    "curl --config /run/secrets/curl https://api.example.com",
    "bao login -method=cert",
    "echo $PASSWORD | tool --password-stdin",
    "grep --count token log",
]


@pytest.mark.parametrize("key", ["create", "update", "delete"])
@pytest.mark.parametrize(("text", "how"), HANDED_OVER.items())
def test_a_credential_as_an_argument_is_named_by_its_option(find: Find, key: str, text: str, how: str) -> None:
    assert find(RULE, {key: text}, COMMAND) == [f"x: {key} hands over a credential: {how}"]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_hands_over_nothing_passes(find: Find, text: str) -> None:
    assert find(RULE, {"create": text}, COMMAND) == []


@pytest.mark.parametrize("value", [Secret("true"), Secret(UNKNOWN)])
def test_a_command_line_that_is_marked_secret_is_none(find: Find, value: Any) -> None:
    assert find(RULE, {"create": value}, COMMAND) == ["x: create is marked secret, but is a command line"]


def test_words_of_a_container_are_read_as_one_line(find: Find) -> None:
    assert find(RULE, {"command": ["server", "--requirepass", "hunter2aa"]}, CONTAINER) == [
        "x: command hands over a credential: --requirepass"
    ]


def test_standard_input_and_what_is_not_known_pass(find: Find) -> None:
    assert find(RULE, {"create": UNKNOWN, "stdin": Secret("hunter2")}, COMMAND) == []
