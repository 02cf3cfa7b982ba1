"""Addresses that stand in texts are found, in whatever way they are written into them."""

from typing import Any

import pytest

from policies.cloudflare.mentions import addresses
from policies.networks import parse
from policies.reading import UNKNOWN


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("v=spf1 ip4:203.0.113.9 -all", "203.0.113.9"),
        ("static.9.113.0.203.clients.your-server.de", "203.0.113.9"),
        ("203-0-113-9.sslip.io", "203.0.113.9"),
        ({"value": "alpn=h2 ipv4hint=203.0.113.9", "priority": 1}, "203.0.113.9"),
        ([{"target": "203-0-113-9.example"}], "203.0.113.9"),
        ("v=spf1 ip6:2001:db8::1 -all", "2001:db8::1"),
        ("ipv6hint=2001:DB8::1", "2001:db8::1"),
        ("2001:db8:0:0:0:0:0:1", "2001:db8::1"),
    ],
)
def test_an_address_is_found(value: Any, address: str) -> None:
    assert parse(address) in list(addresses(value))


@pytest.mark.parametrize(
    "value", ["", "www.shop.example", "v=DMARC1; p=reject", "1.2.3", "300.0.113.9", "12:30", None, 4, UNKNOWN, [None]]
)
def test_other_texts_have_none(value: Any) -> None:
    assert list(addresses(value)) == []
