"""What names lead to: by an address, by a text that mentions one, by a pool of origins."""

from typing import Any

import pytest

from policies.cloudflare.names import names
from policies.hetzner.tokens import SERVER
from policies.networks import parse
from policies.picture.parts import Leads
from policies.reading import UNKNOWN
from policies.resource import Stack
from tests.policies.inputs import Declare

RECORD = "cloudflare:index/dnsRecord:DnsRecord"
BALANCER = "cloudflare:index/loadBalancer:LoadBalancer"
POOL = "cloudflare:index/loadBalancerPool:LoadBalancerPool"
ADDRESS = parse("203.0.113.9")


def test_a_record_holds_an_address(declare: Declare) -> None:
    record = declare(RECORD, "www", {"type": "A", "name": "www", "content": "203.0.113.9", "proxied": True}, {})
    (name,) = names(Stack([record]))
    assert (name.hostname, name.leads, name.proxied) == ("www", Leads(blocks=(ADDRESS,)), True)


def test_a_text_mentions_one(declare: Declare) -> None:
    record = declare(RECORD, "spf", {"type": "TXT", "name": "@", "content": "v=spf1 ip4:203.0.113.9 -all"}, {})
    (name,) = names(Stack([record]))
    assert ADDRESS in name.leads.blocks
    assert not name.proxied


def test_a_text_that_is_not_known_comes_from_a_server(declare: Declare) -> None:
    server = declare(SERVER, "web", {}, {"id": UNKNOWN})
    record = declare(RECORD, "spf", {"type": "TXT", "name": "@", "content": UNKNOWN}, {}, content=[server])
    other = declare(RECORD, "token", {"type": "TXT", "name": "@", "content": UNKNOWN}, {})
    (name,) = names(Stack([server, record, other]))
    assert name.leads == Leads((server.urn,))


@pytest.mark.parametrize("content", ["www.shop.example", "", None, UNKNOWN])
def test_other_names_lead_to_names(declare: Declare, content: Any) -> None:
    assert list(names(Stack([declare(RECORD, "www", {"type": "CNAME", "name": "www", "content": content}, {})]))) == []


@pytest.mark.parametrize("key", ["defaultPools", "fallbackPool", "regionPools", "countryPools", "popPools"])
def test_a_balancer_leads_to_the_origins_of_its_pools(declare: Declare, key: str) -> None:
    listed: Any = {"fallbackPool": "1", "defaultPools": ["1"]}.get(key, {"DE": ["1"]})
    pool = declare(POOL, "pool", {"origins": [{"address": "203.0.113.9"}]}, {"id": "1"})
    balancer = declare(BALANCER, "all", {"name": "www.shop.example", key: listed, "proxied": False}, {})
    (name,) = names(Stack([pool, balancer]))
    assert ADDRESS in name.leads.blocks
    assert name.leads.unseen == ()


def test_a_pool_that_is_not_here_may_have_any_origin(declare: Declare) -> None:
    (name,) = names(Stack([declare(BALANCER, "all", {"name": "www", "fallbackPool": "7"}, {})]))
    assert name.leads.unseen == ("the origins of a pool that this stack does not declare",)


@pytest.mark.parametrize("origins", [UNKNOWN, [UNKNOWN], [{"address": UNKNOWN}]])
def test_an_origin_that_is_not_known_may_be_any(declare: Declare, origins: Any) -> None:
    pool = declare(POOL, "pool", {"origins": origins}, {"id": "1"})
    (name,) = names(Stack([pool, declare(BALANCER, "all", {"name": "www", "fallbackPool": "1"}, {})]))
    assert name.leads.unseen == ("an origin that is not known before apply",)
