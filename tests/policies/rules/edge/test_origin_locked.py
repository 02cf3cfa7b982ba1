"""A server behind the edge answers nobody but our edge."""

from typing import Any

import pytest

from policies.hetzner.tokens import SERVER
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find
from tests.policies.rules.edge.conftest import IDENTIFIER, Build

RULE = "origin-locked"
SAID = ["www: leads to web, which any customer of the edge can call"]


def origin(declare: Declare, proxied: Any = True) -> list[Resource]:
    outputs = {"id": "1", "ipv4Address": "203.0.113.9"}
    named = {"zoneId": IDENTIFIER, "name": "www", "type": "A", "content": "203.0.113.9", "proxied": proxied}
    web = declare(SERVER, "web", {"labels": {"arqora.dev/role": "app"}}, outputs)
    return [web, declare("cloudflare:index/dnsRecord:DnsRecord", "www", named, {})]


def pulls(declare: Declare, kind: str, **properties: Any) -> Resource:
    name = f"AuthenticatedOriginPulls{kind}"
    token = f"cloudflare:index/{name[0].lower()}{name[1:]}:{name}"
    return declare(token, f"pulls-{kind}", {"zoneId": IDENTIFIER, **properties}, {})


def test_a_zone_with_a_lock_and_a_key_of_its_own_passes(find_in_stack: Find, declare: Declare, zone: Build) -> None:
    locked = [pulls(declare, "Settings", enabled=True), pulls(declare, "Certificate")]
    assert find_in_stack(RULE, *zone(), *origin(declare), *locked) == []


def test_a_server_without_a_lock_is_named(find_in_stack: Find, declare: Declare, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(), *origin(declare)) == SAID


@pytest.mark.parametrize("enabled", [False, None, UNKNOWN])
def test_a_lock_that_is_off_is_none(find_in_stack: Find, declare: Declare, zone: Build, enabled: Any) -> None:
    locked = [pulls(declare, "Settings", enabled=enabled), pulls(declare, "Certificate")]
    assert find_in_stack(RULE, *zone(), *origin(declare), *locked) == SAID


def test_the_vendors_shared_certificate_is_no_key(find_in_stack: Find, declare: Declare, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(), *origin(declare), pulls(declare, "Settings", enabled=True)) == SAID


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"hostname": "www.shop.example", "enabled": True}, []),
        ({"hostname": "www.shop.example", "enabled": False}, SAID),
        ({"hostname": "api.shop.example", "enabled": True}, SAID),
        (UNKNOWN, SAID),
    ],
)
def test_a_name_may_have_a_lock_of_its_own(
    find_in_stack: Find, declare: Declare, zone: Build, config: Any, said: list[str]
) -> None:
    assert find_in_stack(RULE, *zone(), *origin(declare), pulls(declare, "", configs=[config])) == said


def test_a_name_that_the_edge_does_not_stand_before_is_for_another_rule(
    find_in_stack: Find, declare: Declare, zone: Build
) -> None:
    assert find_in_stack(RULE, *zone(), *origin(declare, proxied=False)) == []


@pytest.mark.parametrize("name", [[], {}, UNKNOWN, None, 7])
def test_what_is_no_name_has_no_lock_of_its_own(find_in_stack: Find, declare: Declare, zone: Build, name: Any) -> None:
    web, record = origin(declare)
    odd = {"zoneId": IDENTIFIER, "name": name, "type": "A", "content": "203.0.113.9", "proxied": True}
    locks = pulls(declare, "", configs=[{"hostname": name, "enabled": True}])
    assert find_in_stack(RULE, *zone(), web, declare(record.type, "www", odd, {}), locks) == SAID
