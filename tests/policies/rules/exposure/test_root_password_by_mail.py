"""A server has an SSH key from the start."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find


@pytest.mark.parametrize("keys", [["admin"], [7], [UNKNOWN], ["admin", UNKNOWN]])
def test_a_server_with_a_key_passes(find: Find, keys: list[Any]) -> None:
    assert find("root-password-by-mail", {"sshKeys": keys}) == []


@pytest.mark.parametrize("keys", [None, [], UNKNOWN, [None], [""], [0], ["admin", ""], "admin", {}])
def test_a_server_that_may_be_without_one_is_refused(find: Find, keys: Any) -> None:
    assert len(find("root-password-by-mail", {"sshKeys": keys})) == 1
