"""`remote-host-key`."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

RULE = "remote-host-key"
KEY: Any = {"hostKey": "ssh-ed25519 AAAA"}


@pytest.mark.parametrize("connection", [KEY, {"hostKey": UNKNOWN}, Secret(KEY), UNKNOWN, {**KEY, "proxy": KEY}])
def test_a_stated_key_is_fine(find: Find, connection: Any) -> None:
    assert not find(RULE, {"connection": connection})


@pytest.mark.parametrize("connection", [{}, {"hostKey": ""}, Secret({"host": "10.0.0.1"}), {"proxy": KEY}])
def test_whoever_answers_is_not(find: Find, connection: Any) -> None:
    assert find(RULE, {"connection": connection}) == ["x: its connection states no host key"]


def test_the_proxy_has_one_too(find: Find) -> None:
    assert find(RULE, {"connection": {**KEY, "proxy": {"host": "10.0.0.1"}}}) == [
        "x: its connection.proxy states no host key"
    ]


@pytest.mark.parametrize("connection", [None, "x", [KEY]])
def test_a_connection_that_cannot_be_read_is_a_violation(find: Find, connection: Any) -> None:
    assert find(RULE, {} if connection is None else {"connection": connection}) == ["x: its connection cannot be read"]


def test_one_that_cannot_be_decrypted_is_judged_elsewhere(find: Find) -> None:
    assert not find(RULE, {"connection": "[secret]"})
