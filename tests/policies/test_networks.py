"""Address arithmetic agrees with counting addresses one by one."""

import ipaddress
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.networks import EVERYWHERE, Block, NetworkError, describe, merge, parse, subtract

ALL_IPV4, ALL_IPV6 = EVERYWHERE
SMALL = 40
"""Addresses that the brute-force checks go through."""

blocks = st.builds(
    lambda version, first, length: Block(version, first, min(first + length, SMALL)),
    st.sampled_from([4, 6]),
    st.integers(0, SMALL),
    st.integers(0, 12),
)
ranges = st.lists(blocks, max_size=6)


def members(ranges_: list[Block]) -> set[tuple[int, int]]:
    return {(block.version, number) for block in ranges_ for number in range(block.first, block.last + 1)}


@given(ranges, ranges)
def test_subtracting_leaves_exactly_the_addresses_that_are_in_one_and_not_in_the_other(
    a: list[Block], b: list[Block]
) -> None:
    assert members(subtract(a, b)) == members(a) - members(b)


@given(ranges)
def test_merging_keeps_the_addresses_and_leaves_gaps_between_blocks(a: list[Block]) -> None:
    merged = merge(a)
    assert members(merged) == members(a)
    assert all(
        left.version != right.version or left.last + 1 < right.first for left, right in itertools.pairwise(merged)
    )


@given(st.integers(0, 2**32 - 1), st.integers(0, 32))
def test_every_spelling_of_an_ipv4_network_is_the_same_network(number: int, prefix: int) -> None:
    network = ipaddress.IPv4Network((number, prefix), strict=False)
    address = ipaddress.IPv4Address(number)
    expected = Block(4, int(network.network_address), int(network.broadcast_address))
    mapped = ipaddress.IPv6Address(0xFFFF00000000 + number)
    spellings = [f"{network}", f"{address}/{prefix}", f"{address}/{prefix:02}", f"::ffff:{address}/{prefix + 96}"]
    for text in [*spellings, f"{mapped}/{prefix + 96}", f"{mapped.exploded.upper()}/{prefix + 96}"]:
        assert parse(text) == expected


@given(st.integers(0, 2**128 - 1), st.integers(0, 95))
def test_every_spelling_of_an_ipv6_network_is_the_same_network(number: int, prefix: int) -> None:
    network = ipaddress.IPv6Network((number, prefix), strict=False)
    address = ipaddress.IPv6Address(number)
    expected = Block(6, int(network.network_address), int(network.broadcast_address))
    for text in (
        f"{network}",
        f"{address}/{prefix}",
        f"{address.exploded}/{prefix:02}",
        f"{str(address).upper()}/{prefix}",
    ):
        assert parse(text) == expected


@pytest.mark.parametrize(
    "text", ["0.0.0.0/0", "0.0.0.0/00", "0.0.0.0/" + "0" * 5000, "9.9.9.9/0", "::ffff:0:0/96", "::FFFF:0.0.0.0/096"]
)
def test_the_whole_of_ipv4_is_recognised_in_any_notation(text: str) -> None:
    assert parse(text) == ALL_IPV4


@pytest.mark.parametrize("text", ["::/0", "0:0::/0", "::0/0", "2001:DB8::/000", "::/0000"])
def test_the_whole_of_ipv6_is_recognised_in_any_notation(text: str) -> None:
    assert parse(text) == ALL_IPV6


def test_an_address_without_a_prefix_is_one_host() -> None:
    assert parse("192.0.2.7") == parse("192.0.2.7/32")
    assert parse("::ffff:192.0.2.7") == parse("192.0.2.7/32")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/0",
        "any",
        " 0.0.0.0/0",
        "0.0.0.0/0 ",
        "0.0.0.0/",
        "0.0.0.0/0.0.0.0",
        "0.0.0.0/-0",
        "0.0.0.0/+0",
        "0.0.0.0/33",
        "0.0.0.0/00033",
        "0.0.0.0/" + "9" * 5000,
        "::/129",
        "00.0.0.0/0",
        "010.0.0.1",
        "1.2.3",
        "1.2.3.4.5",
        "fe80::1%eth0/64",
        "0.0.0.0/\N{ARABIC-INDIC DIGIT ZERO}",
        "0x0.0.0.0/0",
        "1.2.3.4/0/0",
    ],
)
def test_what_the_vendor_would_not_read_is_not_a_network(text: str) -> None:
    with pytest.raises(NetworkError):
        parse(text)


def test_descriptions_name_everywhere_and_shorten_long_lists() -> None:
    assert describe(EVERYWHERE) == "anywhere (0.0.0.0/0 and ::/0)"
    assert describe([parse("0.0.0.0/1"), parse("128.0.0.0/1")]) == "0.0.0.0/0"
    many = [parse(f"192.0.{number}.0/24") for number in range(0, 20, 2)]
    assert describe(many) == "192.0.0.0/24, 192.0.2.0/24, 192.0.4.0/24, 192.0.6.0/24, and 6 more networks"
    assert describe(many[:4]) == "192.0.0.0/24, 192.0.2.0/24, 192.0.4.0/24, 192.0.6.0/24"
    assert describe(many[:5]) == "192.0.0.0/24, 192.0.2.0/24, 192.0.4.0/24, 192.0.6.0/24, and 1 more networks"
