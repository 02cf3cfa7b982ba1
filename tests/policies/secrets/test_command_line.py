"""Command lines are read to their end, whatever they are made of. What is found in them: the rule's own test."""

import pytest

from policies.secrets.command_line import credentials


@pytest.mark.parametrize("text", ["mysql " * 20_000, "curl a " * 20_000, "--a-" * 30_000, "tool\n" * 40_000])
def test_a_text_made_to_be_slow_comes_to_an_end(text: str) -> None:
    assert list(credentials(text)) == []


def test_each_command_of_several_is_read() -> None:
    assert set(credentials("tool --password a1\nredis-cli -a x; docker login -p y")) == {
        "--password",
        "redis-cli -a",
        "docker login -p",
    }
