"""A public load balancer shows what the roles on its way may show to everybody."""

import dataclasses
from typing import Any

import pytest

from policies.allow_list import Allowance, AllowList
from policies.hetzner.tokens import (
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
    SERVER,
)
from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

WEB = {"arqora.dev/role": "web"}
RULE = "load-balancer-exposure"


@pytest.fixture
def with_web(settings: Settings) -> Settings:
    allowance = Allowance("tcp", ("anywhere",), "the public site has no edge", "443")
    return dataclasses.replace(settings, allow_list=AllowList([("web", allowance)]))


@pytest.fixture
def parts(declare: Declare) -> dict[str, Resource]:
    return {
        "balancer": declare(LOAD_BALANCER, "lb", {"labels": WEB}, {"id": "1"}),
        "service": declare(
            LOAD_BALANCER_SERVICE, "https", {"loadBalancerId": "1", "protocol": "tcp", "listenPort": 443}, {}
        ),
        "server": declare(SERVER, "web-1", {"labels": WEB}, {"id": "12"}),
        "target": declare(LOAD_BALANCER_TARGET, "t", {"loadBalancerId": 1, "type": "server", "serverId": 12}, {}),
    }


def network(declare: Declare, name: str, *, public: Any) -> Resource:
    return declare(LOAD_BALANCER_NETWORK, name, {"loadBalancerId": 1, "enablePublicInterface": public}, {})


def test_by_default_no_role_may_be_reached_through_a_public_balancer(
    find_in_stack: Find, parts: dict[str, Resource]
) -> None:
    balancer, server = find_in_stack(RULE, *parts.values())
    assert balancer.startswith("https: opens lb, which has role 'web', on tcp 443 from anywhere")
    assert server.startswith("https: opens web-1, which has role 'web', on tcp 443 from anywhere")


def test_what_the_configuration_allows_both_roles_passes(
    find_in_stack: Find, parts: dict[str, Resource], with_web: Settings
) -> None:
    assert find_in_stack(RULE, *parts.values(), own=with_web) == []


def test_a_private_balancer_shows_nothing(find_in_stack: Find, declare: Declare, parts: dict[str, Resource]) -> None:
    assert find_in_stack(RULE, *parts.values(), network(declare, "n", public=False)) == []


@pytest.mark.parametrize("public", [True, None, UNKNOWN])
def test_a_balancer_that_may_be_public_is_judged(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], public: Any
) -> None:
    networks = [network(declare, "a", public=False), network(declare, "b", public=public)]
    assert len(find_in_stack(RULE, *parts.values(), *networks)) == 2


def test_a_server_of_another_role_behind_it_is_refused(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings
) -> None:
    other = declare(SERVER, "db", {"labels": {"arqora.dev/role": "data"}}, {"id": "12"})
    (fact,) = find_in_stack(RULE, *(parts | {"server": other}).values(), own=with_web)
    assert fact.startswith("https: opens db, which has role 'data'")


@pytest.mark.parametrize(
    "target",
    [
        {"type": "ip", "ip": "198.51.100.7"},
        {"type": "label_selector", "labelSelector": "role=data"},
        {"type": "server", "serverId": UNKNOWN},
        {"type": "server", "serverId": 4711},
        {"type": UNKNOWN, "serverId": 12},
    ],
)
def test_a_target_that_cannot_be_seen_is_refused(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings, target: dict[str, Any]
) -> None:
    unseen = declare(LOAD_BALANCER_TARGET, "unseen", {"loadBalancerId": 1} | target, {})
    assert find_in_stack(RULE, *parts.values(), unseen, own=with_web) == [
        "https: leads through unseen to something whose role cannot be seen"
    ]


def test_targets_of_the_balancer_itself_are_not_overlooked(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings
) -> None:
    balancer = declare(
        LOAD_BALANCER, "lb", {"labels": WEB, "targets": [{"type": "server", "serverId": 12}]}, {"id": "1"}
    )
    assert len(find_in_stack(RULE, *(parts | {"balancer": balancer}).values(), own=with_web)) == 1


def test_a_service_of_another_stacks_balancer_is_refused(find_in_stack: Find, parts: dict[str, Resource]) -> None:
    assert len(find_in_stack(RULE, parts["service"])) == 1
