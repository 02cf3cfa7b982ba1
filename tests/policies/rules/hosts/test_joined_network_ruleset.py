"""`joined-network-ruleset`."""

from typing import Any

import pytest

from policies.hetzner.tokens import REMOTE_COMMAND, SERVER, SERVER_NETWORK
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find
from tests.policies.rules.hosts.rulesets import ruleset, server

RULE = "joined-network-ruleset"
CLOSED = server()["userData"]


@pytest.fixture
def joined(declare: Declare) -> Any:
    """Make an attachment to a server."""

    def made(web: Resource) -> Resource:
        return declare(SERVER_NETWORK, "web-net", {"serverId": UNKNOWN, "networkId": 1}, outputs={}, serverId=[web])

    return made


@pytest.mark.parametrize("properties", [{}, {"userData": "#!/bin/sh\ntrue\n"}])
def test_a_server_without_a_ruleset_may_not_join(
    declare: Declare, find_in_stack: Find, joined: Any, properties: Any
) -> None:
    web = declare(SERVER, "web", properties, outputs={})
    assert find_in_stack(RULE, web, joined(web)) == [
        "web-net: joins web to a private network, and nothing tells that to filter there"
    ]


@pytest.mark.parametrize("user_data", [CLOSED, UNKNOWN])
def test_one_with_a_ruleset_or_that_is_judged_on_apply_may(
    declare: Declare, find_in_stack: Find, joined: Any, user_data: Any
) -> None:
    web = declare(SERVER, "web", {"userData": user_data}, outputs={})
    assert not find_in_stack(RULE, web, joined(web))


def test_a_command_that_depends_on_it_may_bring_the_ruleset(declare: Declare, find_in_stack: Find, joined: Any) -> None:
    web, other = declare(SERVER, "web", {}, outputs={}), declare(SERVER, "other", {}, outputs={})
    load = {"create": "tee /etc/nftables.conf && nft -f /etc/nftables.conf", "stdin": ruleset()}
    own = declare(REMOTE_COMMAND, "own", load, outputs={}, triggers=[web])
    another = declare(REMOTE_COMMAND, "another", load, outputs={}, triggers=[other])
    assert not find_in_stack(RULE, web, other, joined(web), own)
    assert find_in_stack(RULE, web, other, joined(web), another)
