"""What administers, watches or keeps secrets has a login of the edge before it."""

from typing import Any

import pytest

from policies.resource import Resource
from tests.policies.inputs import Declare, Find
from tests.policies.rules.edge.conftest import IDENTIFIER, Build

RULE = "admin-surface-guarded"


def named(declare: Declare, name: str, kind: str = "CNAME") -> Resource:
    properties = {"zoneId": IDENTIFIER, "name": name, "type": kind, "content": "a.example.net", "proxied": True}
    return declare("cloudflare:index/dnsRecord:DnsRecord", "name", properties, {})


def application(declare: Declare, **properties: Any) -> Resource:
    kind = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication"
    return declare(kind, "app", properties, {})


@pytest.mark.parametrize("name", ["grafana", "grafana.shop.example", "GRAFANA", "my-vault", "patroni-1.data"])
def test_a_name_that_is_called_so_is_named(find_in_stack: Find, declare: Declare, zone: Build, name: str) -> None:
    (said,) = find_in_stack(RULE, *zone(), named(declare, name))
    assert said.endswith("has no Access application in this stack before it")


@pytest.mark.parametrize(("name", "kind"), [("www", "A"), ("vaulted", "A"), ("@", "A"), ("grafana", "TXT")])
def test_another_name_passes(find_in_stack: Find, declare: Declare, zone: Build, name: str, kind: str) -> None:
    assert find_in_stack(RULE, *zone(), named(declare, name, kind)) == []


@pytest.mark.parametrize(
    "covered",
    [
        {"domain": "grafana.shop.example"},
        {"domain": "*.shop.example/"},
        {"selfHostedDomains": ["grafana.shop.example"]},
        {"destinations": [{"type": "public", "uri": "Grafana.shop.example"}]},
    ],
)
def test_a_login_before_it_passes(find_in_stack: Find, declare: Declare, zone: Build, covered: Any) -> None:
    assert find_in_stack(RULE, *zone(), named(declare, "grafana"), application(declare, **covered)) == []


@pytest.mark.parametrize(
    "covered",
    [{"domain": "grafana.shop.example/login"}, {"domain": "a.shop.example"}, {"domain": "*.b.shop.example"}, {}],
)
def test_a_login_before_a_part_or_another_name_does_not(
    find_in_stack: Find, declare: Declare, zone: Build, covered: Any
) -> None:
    assert len(find_in_stack(RULE, *zone(), named(declare, "grafana"), application(declare, **covered))) == 1
