"""What administers, watches or keeps secrets has a login of the edge before it."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
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


@pytest.mark.parametrize(
    "name",
    ["grafana", "grafana.shop.example", "GRAFANA", "my-vault", "patroni-1.data", "grafana2", "ui.vault", "ssh.web"],
)
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
    [
        {"domain": "grafana.shop.example/login"},
        {"domain": "a.shop.example"},
        {"domain": "*.b.shop.example"},
        {"domain": "grafana.shop.example", "type": "bookmark"},
        {"domain": "grafana.shop.example", "type": UNKNOWN},
        {"domain": UNKNOWN},
        {"selfHostedDomains": ["grafana.shop.example"], "destinations": [{"uri": "a.shop.example"}]},
        {},
    ],
)
def test_a_login_before_a_part_or_another_name_does_not(
    find_in_stack: Find, declare: Declare, zone: Build, covered: Any
) -> None:
    assert len(find_in_stack(RULE, *zone(), named(declare, "grafana"), application(declare, **covered))) == 1


def test_a_zone_may_be_called_so(find_in_stack: Find, declare: Declare) -> None:
    vault = declare("cloudflare:index/zone:Zone", "zone", {"name": "vault.example"}, {"id": IDENTIFIER})
    assert find_in_stack(RULE, vault, named(declare, "@")) == []
    assert find_in_stack(RULE, vault, named(declare, "www.vault.example")) == []
    assert len(find_in_stack(RULE, vault, named(declare, "admin.vault.example"))) == 1


def test_a_name_of_a_zone_that_is_not_here_is_looked_at_too(find_in_stack: Find, declare: Declare) -> None:
    assert len(find_in_stack(RULE, named(declare, "grafana"))) == 1
    assert len(find_in_stack(RULE, named(declare, "grafana.shop.example"))) == 1


def test_a_balancer_and_a_tunnel_have_names_too(find_in_stack: Find, declare: Declare, zone: Build) -> None:
    pools = {"zoneId": IDENTIFIER, "name": "grafana.shop.example", "defaultPools": ["p"], "fallbackPool": "p"}
    balancer = declare("cloudflare:index/loadBalancer:LoadBalancer", "balancer", pools, {})
    rules = [{"hostname": "vault.shop.example", "service": "http://vault:8200"}, {"service": "http_status:404"}]
    tunnel = declare("cloudflare:index/tunnelConfig:TunnelConfig", "tunnel", {"config": {"ingresses": rules}}, {})
    said = find_in_stack(RULE, *zone(), balancer, tunnel)
    assert [each.partition(" has ")[0] for each in said] == [
        "balancer: grafana.shop.example",
        "tunnel: vault.shop.example",
    ]


def test_a_name_is_said_once(find_in_stack: Find, declare: Declare, zone: Build) -> None:
    rules = [{"hostname": "grafana.shop.example", "service": "http://grafana:3000"}]
    tunnel = declare("cloudflare:index/tunnelConfig:TunnelConfig", "tunnel", {"config": {"ingresses": rules}}, {})
    assert len(find_in_stack(RULE, *zone(), named(declare, "grafana"), tunnel)) == 1
