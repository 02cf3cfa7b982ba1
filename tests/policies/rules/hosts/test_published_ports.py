"""`published-ports`."""

from policies.hetzner.tokens import REMOTE_COMMAND
from tests.policies.inputs import Find

RULE = "published-ports"


def test_a_port_at_every_address_is_named(find: Find) -> None:
    (facts,) = find(RULE, {"create": "docker run -p 6379:6379 redis"}, REMOTE_COMMAND)
    assert facts.startswith("x: create: docker publishes tcp 6379 from anywhere")
    assert facts.endswith("(no host address, so it is at every one)")


def test_a_port_that_some_role_may_show_is_fine(find: Find) -> None:
    assert not find(RULE, {"create": "docker run -p 443:8443 caddy"}, REMOTE_COMMAND)


def test_the_role_decides_where_it_is_known(find: Find) -> None:
    data = {"userData": "#!/bin/sh\ndocker run -p 443:8443 caddy\n", "labels": {"arqora.dev/role": "data"}}
    assert find(RULE, data)
    assert not find(RULE, {**data, "labels": {"arqora.dev/role": "edge"}})


def test_a_private_address_is_fine(find: Find) -> None:
    assert not find(RULE, {"create": "docker run -p 10.0.0.1:6379:6379 redis"}, REMOTE_COMMAND)
