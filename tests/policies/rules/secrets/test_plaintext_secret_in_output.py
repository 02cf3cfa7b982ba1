"""Outputs of the stack, of components and of commands tell no secret in plain text."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Declare, Find

RULE = "plaintext-secret-in-output"
STACK = "pulumi:pulumi:Stack"
COMPONENT = "arqora:data:PostgresCluster"
COMMAND = "command:remote:Command"


@pytest.mark.parametrize("token", [STACK, COMPONENT])
@pytest.mark.parametrize(
    ("outputs", "path"),
    [
        ({"password": "tr0ub4dor"}, "password"),
        ({"database": {"url": "postgres://app:tr0ub4dor@10.20.0.5/app"}}, "database.url"),
        ({"keys": ["-----BEGIN PRIVATE KEY-----\n"]}, "line 1 of keys[0]"),
    ],
)
def test_a_secret_in_an_output_is_named(
    find_in_stack: Find, declare: Declare, token: str, outputs: dict[str, Any], path: str
) -> None:
    (fact,) = find_in_stack(RULE, declare(token, "x", {}, outputs))
    assert fact.startswith(f"x: its output {path} holds ")
    assert "tr0ub4dor" not in fact


@pytest.mark.parametrize(
    "outputs", [{"password": Secret("tr0ub4dor")}, {"password": UNKNOWN}, {"address": "10.20.0.5"}]
)
def test_what_is_marked_or_public_passes(find_in_stack: Find, declare: Declare, outputs: dict[str, Any]) -> None:
    assert find_in_stack(RULE, declare(STACK, "x", {}, outputs)) == []


def test_what_a_command_printed_is_an_output(find_in_stack: Find, declare: Declare) -> None:
    outputs = {"stdout": "token: tr0ub4dor", "stdin": Secret("tr0ub4dor"), "create": "PASSWORD=tr0ub4dor"}
    assert find_in_stack(RULE, declare(COMMAND, "x", {}, outputs)) == [
        "x: its output stdout holds a value that is named like a secret"
    ]


def test_a_vendors_answer_is_not_the_programs_word(find_in_stack: Find, declare: Declare) -> None:
    resource = declare("pulumi:providers:hcloud", "x", {}, {"token": "tr0ub4dor"})
    assert find_in_stack(RULE, resource) == []
