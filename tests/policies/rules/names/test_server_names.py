"""A server's name is a host name, and its own."""

from typing import Any

import pytest

from policies.hetzner.tokens import SERVER
from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Declare, Find

RULE = "server-names"


@pytest.mark.parametrize("name", ["web-1", "WEB", "a", "db.example.net", "a" * 63, "9lives", None, UNKNOWN])
def test_a_host_name_passes(find_in_stack: Find, declare: Declare, name: Any) -> None:
    assert find_in_stack(RULE, declare(SERVER, "x", {"name": name}, {})) == []


@pytest.mark.parametrize(
    "name", ["", "web_1", "web 1", "-web", "web-", "web..net", "wéb", "a" * 64, 7, ".".join("ab" * 99)]
)
def test_another_text_is_named(find_in_stack: Find, declare: Declare, name: Any) -> None:
    assert find_in_stack(RULE, declare(SERVER, "x", {"name": name}, {})) == [f"x: its name {name!r} is no host name"]


def test_a_marked_name_is_not_repeated(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, declare(SERVER, "x", {"name": Secret("web 1")}, {}))
    assert facts == ["x: its name [marked secret] is no host name"]


def test_the_second_of_one_name_is_named(find_in_stack: Find, declare: Declare) -> None:
    servers = [declare(SERVER, each, {"name": name}, {}) for each, name in (("a", "web"), ("b", "WEB"), ("c", "db"))]
    assert find_in_stack(RULE, *servers) == ["b: has the same name as a"]
