"""No public name tells an address of the inside."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "record-private-address"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("A", "10.0.1.4"),
        ("A", "172.31.255.255"),
        ("A", "192.168.0.1"),
        ("A", "100.127.0.1"),
        ("A", "127.0.0.1"),
        ("A", "169.254.169.254"),
        ("A", "0.0.0.1"),
        ("AAAA", "fd00::4"),
        ("AAAA", "fe80::1"),
        ("AAAA", "::1"),
        ("AAAA", "::ffff:10.0.1.4"),
    ],
)
def test_an_address_of_the_inside_is_named(find: Find, kind: str, address: str) -> None:
    assert find(RULE, {"type": kind, "content": address}) == ["x: leads to a private address"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("A", "203.0.113.9"),
        ("A", "172.32.0.1"),
        ("A", "100.128.0.1"),
        ("A", "9.255.255.255"),
        ("AAAA", "2001:db8::1"),
        ("AAAA", "::2"),
        ("TXT", "10.0.1.4"),
        ("A", "not an address"),
        ("A", UNKNOWN),
        ("A", None),
    ],
)
def test_anything_else_passes(find: Find, kind: str, content: Any) -> None:
    assert find(RULE, {"type": kind, "content": content}) == []
