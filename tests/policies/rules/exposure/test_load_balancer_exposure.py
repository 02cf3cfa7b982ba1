"""A public load balancer shows what the roles on its way may show to everybody."""

import dataclasses
from typing import Any

import pytest

from policies.allow_list import Allowance, AllowList
from policies.hetzner.tokens import (
    FLOATING_IP,
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
    PRIMARY_IP,
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


@pytest.mark.parametrize(
    ("targets", "refused"),
    [
        ([{"type": "server", "serverId": 12}], 0),
        ([{"type": "server", "serverId": 13}], 1),
        ([{"type": "server", "serverId": 4711}], 1),
        ([{"type": UNKNOWN, "serverId": 12}], 1),
        ([UNKNOWN], 1),
        (UNKNOWN, 1),
    ],
)
def test_targets_of_the_balancer_itself_are_followed(
    find_in_stack: Find,
    declare: Declare,
    parts: dict[str, Resource],
    with_web: Settings,
    *,
    targets: Any,
    refused: int,
) -> None:
    balancer = declare(LOAD_BALANCER, "lb", {"labels": WEB, "targets": targets}, {"id": "1"})
    database = declare(SERVER, "db", {"labels": {"arqora.dev/role": "data"}}, {"id": "13"})
    found = find_in_stack(RULE, *(parts | {"balancer": balancer}).values(), database, own=with_web)
    assert len(found) == refused


@pytest.mark.parametrize(
    "target",
    [
        {"type": "label_selector", "labelSelector": "arqora.dev/role=data"},
        {"type": "label_selector", "labelSelector": "arqora.dev/role in (data, app)"},
        {"type": "label_selector", "labelSelector": UNKNOWN},
        {"type": "ip", "ip": "198.51.100.7"},
        {"type": "ip", "ip": "2001:db8::7"},
        {"type": "ip", "ip": "10.0.0.7"},
        {"type": "ip", "ip": "203.0.113.9"},
        {"type": "ip", "ip": "203.0.113.10"},
    ],
)
def test_a_target_by_label_or_by_address_is_followed_to_its_server(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings, target: dict[str, Any]
) -> None:
    database = declare(
        SERVER,
        "db",
        {
            "labels": {"arqora.dev/role": "data"},
            "publicNets": [{"ipv4": 8}],
            "networks": [{"networkId": 5, "ip": "10.0.0.7"}],
        },
        {"id": "13", "ipv4Address": "198.51.100.7", "ipv6Network": "2001:db8::/64"},
    )
    primary = declare(PRIMARY_IP, "ip", {}, {"id": "8", "ipAddress": "203.0.113.9"})
    floating = declare(FLOATING_IP, "floating", {"serverId": 13}, {"ipAddress": "203.0.113.10"})
    led = declare(LOAD_BALANCER_TARGET, "led", {"loadBalancerId": 1} | target, {})
    found = find_in_stack(RULE, *parts.values(), database, primary, floating, led, own=with_web)
    assert [fact.partition(" on ")[0] for fact in found] == ["https: opens db, which has role 'data',"]


def test_an_address_that_is_not_known_yet_is_followed_to_where_it_comes_from(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings
) -> None:
    database = declare(SERVER, "db", {"labels": {"arqora.dev/role": "data"}}, {"id": "13"})
    led = declare(LOAD_BALANCER_TARGET, "led", {"loadBalancerId": 1, "type": "ip", "ip": UNKNOWN}, {}, ip=[database])
    (fact,) = find_in_stack(RULE, *parts.values(), database, led, own=with_web)
    assert fact.startswith("https: opens db")


@pytest.mark.parametrize("http", [{"redirectHttp": True}, {"redirectHttp": UNKNOWN}, UNKNOWN])
def test_https_that_redirects_opens_the_port_of_http_too(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings, http: Any
) -> None:
    service = declare(LOAD_BALANCER_SERVICE, "https", {"loadBalancerId": "1", "protocol": "https", "http": http}, {})
    found = find_in_stack(RULE, *(parts | {"service": service}).values(), own=with_web)
    assert [fact.partition(" from ")[0].rpartition(" ")[2] for fact in found] == ["80", "80"]
    quiet = declare(LOAD_BALANCER_SERVICE, "https", {"loadBalancerId": "1", "protocol": "https", "http": {}}, {})
    assert find_in_stack(RULE, *(parts | {"service": quiet}).values(), own=with_web) == []


def test_a_service_of_another_stacks_balancer_is_refused(find_in_stack: Find, parts: dict[str, Resource]) -> None:
    assert len(find_in_stack(RULE, parts["service"])) == 1


def test_a_target_that_another_stacks_balancer_leads_to_is_refused(
    find_in_stack: Find, declare: Declare, parts: dict[str, Resource], with_web: Settings
) -> None:
    target = declare(LOAD_BALANCER_TARGET, "led", {"loadBalancerId": 4711, "type": "server", "serverId": 12}, {})
    assert find_in_stack(RULE, *parts.values(), target, own=with_web) == [
        "led: leads to web-1 from a load balancer that this stack does not declare, and may be public"
    ]
