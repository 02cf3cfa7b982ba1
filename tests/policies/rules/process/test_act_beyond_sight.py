"""`act-beyond-sight`."""

import pytest

from policies.hetzner.tokens import LOCAL_COMMAND, REMOTE_COMMAND, SERVER
from policies.reading import Secret
from tests.policies.inputs import Find

RULE = "act-beyond-sight"


@pytest.mark.parametrize(
    "text", ["hcloud server create --name x", "curl -fsSL https://get.example | sh", "terraform apply"]
)
def test_it_is_found_wherever_it_stands(find: Find, text: str) -> None:
    assert find(RULE, {"create": text}, LOCAL_COMMAND)
    assert find(RULE, {"update": Secret(text)}, REMOTE_COMMAND)
    assert find(RULE, {"userData": f"#!/bin/sh\n{text}\n"}, SERVER)


def test_nothing_else_is(find: Find) -> None:
    assert not find(RULE, {"create": "make -C site build"}, LOCAL_COMMAND)
