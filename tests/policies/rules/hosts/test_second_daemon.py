"""`second-daemon`."""

from policies.hetzner.tokens import COMPUTE_NODE, LOCAL_COMMAND, REMOTE_COMMAND, SERVER
from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

RULE = "second-daemon"
BAD = "ttyd bash"
GOOD = "tmux"


def test_it_is_found_wherever_it_stands(find: Find) -> None:
    assert find(RULE, {"create": BAD}, REMOTE_COMMAND)
    assert find(RULE, {"delete": Secret(BAD)}, LOCAL_COMMAND)
    assert find(RULE, {"userData": f"#!/bin/sh\n{BAD}\n"}, SERVER)
    assert find(RULE, {"host": {"bundle": {"files": {"/usr/local/sbin/x": f"#!/bin/sh\n{BAD}\n"}}}}, COMPUTE_NODE)


def test_nothing_else_is(find: Find) -> None:
    assert not find(RULE, {"create": GOOD}, REMOTE_COMMAND)
    assert not find(RULE, {"create": f"# {BAD}\ntrue"}, REMOTE_COMMAND)
    assert not find(RULE, {"create": UNKNOWN}, REMOTE_COMMAND)
    assert not find(RULE, {}, SERVER)
