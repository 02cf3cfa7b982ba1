"""`firewall-disabled`."""

import pytest

from policies.hetzner.tokens import COMPUTE_NODE, REMOTE_COMMAND
from tests.policies.inputs import Find
from tests.policies.rules.hosts.conftest import Everywhere, Nowhere

RULE = "firewall-disabled"
BAD = "ufw disable"
GOOD = "ufw --force enable"


def test_it_is_found_wherever_it_stands(found_everywhere: Everywhere) -> None:
    found_everywhere(RULE, BAD)


def test_nothing_else_is(found_nowhere_else: Nowhere) -> None:
    found_nowhere_else(RULE, BAD, GOOD)


@pytest.mark.parametrize(
    "script",
    [
        "nft flush ruleset",
        "nft delete table inet t",
        "nft -f /etc/nftables.conf\nnft flush ruleset",
        "iptables -F",
        "iptables -P INPUT ACCEPT\niptables -F INPUT",
        "ip6tables --flush",
    ],
)
def test_a_flush_leaves_the_host_open(find: Find, script: str) -> None:
    assert find(RULE, {"create": script}, REMOTE_COMMAND)


@pytest.mark.parametrize(
    "script",
    [
        "nft flush ruleset\nnft -f /etc/nftables.conf",
        "nft flush ruleset && systemctl restart nftables",
        "iptables -F\niptables -P INPUT DROP",
        "iptables -t nat -F",
        "iptables -F DOCKER-USER",
        "nft list ruleset",
    ],
)
def test_a_flush_before_a_ruleset_is_none(find: Find, script: str) -> None:
    assert not find(RULE, {"create": script}, REMOTE_COMMAND)


def test_its_service_stays_on(find: Find) -> None:
    for state, violations in (("running", 0), ("stopped", 1), ("masked", 1)):
        told = {"host": {"bundle": {"files": {}, "units": {"nftables.service": state}}}}
        assert len(find(RULE, told, COMPUTE_NODE)) == violations
