"""`docker-unfiltered`."""

from policies.hetzner.tokens import SERVER
from tests.policies.inputs import Find
from tests.policies.rules.hosts.conftest import Everywhere, Nowhere

RULE = "docker-unfiltered"
BAD = "docker run -d x; docker network create -d macvlan lan"
GOOD = "docker network create lan"


def test_it_is_found_wherever_it_stands(found_everywhere: Everywhere) -> None:
    found_everywhere(RULE, BAD)


def test_nothing_else_is(found_nowhere_else: Nowhere) -> None:
    found_nowhere_else(RULE, BAD, GOOD)


def test_a_flush_takes_the_engine_s_rules_too(find: Find) -> None:
    flush = "#cloud-config\nwrite_files: [{path: /etc/nftables.conf, content: flush ruleset}]\n"
    assert find(RULE, {"userData": f"{flush}packages: [docker.io]\n"}, SERVER) == [
        "x: its ruleset flushes all tables, those of the container engine too"
    ]
    assert not find(RULE, {"userData": flush}, SERVER)
