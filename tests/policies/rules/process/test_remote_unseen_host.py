"""`remote-unseen-host`."""

from policies.hetzner.tokens import PRIMARY_IP, REMOTE_COMMAND, SERVER
from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Declare, Find

RULE = "remote-unseen-host"
PRIVATE = {"publicNets": [{"ipv4Enabled": False, "ipv6Enabled": False}]}
UNSEEN = {"connection": Secret(UNKNOWN)}


def test_a_public_address_is_where_it_comes_from(declare: Declare, find_in_stack: Find) -> None:
    for source in (declare(SERVER, "web", {}), declare(PRIMARY_IP, "web", {})):
        command = declare(REMOTE_COMMAND, properties=UNSEEN, outputs={}, connection=[source])
        assert find_in_stack(RULE, source, command) == ["x: its connection comes from web, which has a public address"]


def test_a_private_server_and_a_seed_are_fine(declare: Declare, find_in_stack: Find) -> None:
    for source in (declare(SERVER, "web", PRIVATE), declare("random:index/randomBytes:RandomBytes", "seed", {})):
        command = declare(REMOTE_COMMAND, properties=UNSEEN, outputs={}, connection=[source])
        assert not find_in_stack(RULE, source, command)


def test_what_else_depends_on_a_server_is_fine(declare: Declare, find_in_stack: Find) -> None:
    server = declare(SERVER, "web", {})
    command = declare(REMOTE_COMMAND, properties=UNSEEN, outputs={}, triggers=[server])
    assert not find_in_stack(RULE, server, command)


def test_a_host_that_is_not_known_comes_from_a_private_address(declare: Declare, find_in_stack: Find) -> None:
    unknown = {"connection": Secret({"host": UNKNOWN, "hostKey": "x"})}
    inside = declare("hcloud:index/serverNetwork:ServerNetwork", "inside", {})
    web = declare(SERVER, "web", {})
    for sources, violations in (((), 1), ((inside,), 0), ((web,), 1), ((inside, web), 1)):
        command = declare(REMOTE_COMMAND, properties=unknown, outputs={}, connection=sources)
        assert len(find_in_stack(RULE, inside, web, command)) == violations


def test_behind_a_proxy_the_proxy_counts(declare: Declare, find_in_stack: Find) -> None:
    proxy = {"connection": {"host": UNKNOWN, "proxy": {"host": "10.0.0.1"}}}
    assert not find_in_stack(RULE, declare(REMOTE_COMMAND, properties=proxy, outputs={}))


def test_one_that_is_known_is_judged_by_itself(declare: Declare, find_in_stack: Find) -> None:
    server = declare(SERVER, "web", {})
    command = declare(REMOTE_COMMAND, properties={"connection": {"host": "x"}}, outputs={}, connection=[server])
    assert not find_in_stack(RULE, server, command)
