"""Where whatever a host is told may stand."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from policies.hetzner.tokens import COMPUTE_NODE, LOCAL_COMMAND, REMOTE_COMMAND, SERVER
from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

Everywhere: TypeAlias = Callable[[str, str], None]
Nowhere: TypeAlias = Callable[[str, str, str], None]


@pytest.fixture
def found_everywhere(find: Find) -> Everywhere:
    """Hold that a rule finds a command in commands, marked ones too, in user data and in what a node's bundle has."""

    def held(rule: str, command: str) -> None:
        script = f"#!/bin/sh\n{command}\n"
        assert find(rule, {"create": command}, REMOTE_COMMAND)
        assert find(rule, {"delete": Secret(command)}, LOCAL_COMMAND)
        assert find(rule, {"userData": script}, SERVER)
        assert find(rule, {"host": {"bundle": {"files": {"/usr/local/sbin/x": script}}}}, COMPUTE_NODE)

    return held


@pytest.fixture
def found_nowhere_else(find: Find) -> Nowhere:
    """Hold that a rule passes a harmless command, the harmful one in a comment, what is not known, and nothing."""

    def held(rule: str, harmful: str, harmless: str) -> None:
        assert not find(rule, {"create": harmless}, REMOTE_COMMAND)
        assert not find(rule, {"create": f"# {harmful}\ntrue"}, REMOTE_COMMAND)
        assert not find(rule, {"create": UNKNOWN}, REMOTE_COMMAND)
        assert not find(rule, {}, SERVER)

    return held
