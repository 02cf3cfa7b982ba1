"""`second-daemon`."""

from tests.policies.rules.hosts.conftest import Everywhere, Nowhere

RULE = "second-daemon"
BAD = "ttyd bash"
GOOD = "tmux"


def test_it_is_found_wherever_it_stands(found_everywhere: Everywhere) -> None:
    found_everywhere(RULE, BAD)


def test_nothing_else_is(found_nowhere_else: Nowhere) -> None:
    found_nowhere_else(RULE, BAD, GOOD)
