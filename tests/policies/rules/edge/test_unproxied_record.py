"""No name shows the address of a server that only the edge may call."""

from typing import Any

import pytest

from policies.hetzner.tokens import PRIMARY_IP, SERVER
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find

RULE = "unproxied-record"
RECORD = "cloudflare:index/dnsRecord:DnsRecord"


def server(declare: Declare, role: str = "app") -> Resource:
    outputs = {"id": "1", "ipv4Address": "203.0.113.9", "ipv6Address": "2001:db8::1"}
    return declare(SERVER, "web", {"labels": {"arqora.dev/role": role}}, outputs)


def record(declare: Declare, content: Any = "203.0.113.9", proxied: Any = False, kind: Any = "A") -> Resource:
    properties = {"zoneId": "z", "name": "www", "type": kind, "content": content, "proxied": proxied}
    return declare(RECORD, "www", properties, {})


@pytest.mark.parametrize("proxied", [False, None, UNKNOWN])
def test_a_name_without_the_edge_before_it_is_named(find_in_stack: Find, declare: Declare, proxied: Any) -> None:
    assert find_in_stack(RULE, server(declare), record(declare, proxied=proxied)) == ["www: shows the address of web"]


def test_a_proxied_name_and_one_of_another_address_pass(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, server(declare), record(declare, proxied=True)) == []
    assert find_in_stack(RULE, server(declare), record(declare, "198.51.100.1")) == []


@pytest.mark.parametrize("kind", ["CNAME", "TXT", "MX"])
def test_a_record_of_names_shows_no_address(find_in_stack: Find, declare: Declare, kind: str) -> None:
    assert find_in_stack(RULE, server(declare), record(declare, UNKNOWN, kind=kind)) == []


def test_an_address_that_is_not_known_yet_is_followed(find_in_stack: Find, declare: Declare) -> None:
    address = declare(PRIMARY_IP, "ip", {}, {"id": UNKNOWN})
    web = declare(SERVER, "web", {"publicNets": [{"ipv4": UNKNOWN}]}, {"id": UNKNOWN}, publicNets=[address])
    properties = {"zoneId": "z", "name": "www", "type": "A", "content": UNKNOWN}
    named = declare(RECORD, "www", properties, {}, content=[address])
    assert find_in_stack(RULE, address, web, named) == ["www: shows the address of web"]


def test_an_address_of_nowhere_may_be_a_servers(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, record(declare, UNKNOWN))
    assert facts == ["www: shows an address that is not known before apply, and may be a server's"]


def test_a_gateways_address_is_known_to_everybody_anyway(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, server(declare, "gateway"), record(declare)) == []
