"""The tunnel's addresses are arithmetic; here it is held against brute force."""

from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.wireguard_gateway.epochs import (
    MOST_GATEWAYS,
    SMALLEST_PREFIX,
    capacity,
    epochs,
    part,
    problems,
)

RANGE = IPv4Network("10.99.20.0/24")
RANGES = st.integers(16, SMALLEST_PREFIX).map(lambda prefix: IPv4Network(f"10.99.0.0/{prefix}"))


@given(RANGES)
def test_the_gateways_slots_cover_the_tunnel_range_exactly(tunnel_range: IPv4Network) -> None:
    slots = [epoch.slot for gateway in range(1, MOST_GATEWAYS + 1) for epoch in epochs(tunnel_range, gateway, (1, 2))]
    assert sum(slot.num_addresses for slot in slots) == tunnel_range.num_addresses
    assert not any(first.overlaps(second) for index, first in enumerate(slots) for second in slots[index + 1 :])
    assert all(slot.subnet_of(tunnel_range) for slot in slots)


@given(RANGES, st.data())
def test_nobody_shares_an_address_with_anybody_in_any_epoch(tunnel_range: IPv4Network, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, 40))
    both = [epoch for gateway in (1, 4) for epoch in epochs(tunnel_range, gateway, (first, first + 1))]
    numbers = data.draw(st.lists(st.integers(1, capacity(both[0].slot)), unique=True, min_size=1, max_size=20))
    generation = data.draw(st.integers(1, 40))
    addresses = [
        epoch.address(number, each) for epoch in both for number in numbers for each in (generation, generation + 1)
    ] + [epoch.gateway for epoch in both]
    assert len(set(addresses)) == len(addresses)
    for epoch in both:
        own = [each for each in addresses if each in epoch.slot]
        assert len(own) == 2 * len(numbers) + 1
        assert epoch.slot.network_address not in own
        assert epoch.slot.broadcast_address not in own


def test_odd_and_even_epochs_have_interface_port_and_slot_of_their_own() -> None:
    shown = [
        (epoch.number, epoch.interface, epoch.port, str(epoch.slot), str(epoch.gateway), str(epoch.address(1, 1)))
        for epoch in epochs(RANGE, 2, (3, 4))
    ]
    assert shown == [
        (3, "wg0", 51820, "10.99.20.64/27", "10.99.20.65", "10.99.20.66"),
        (4, "wg1", 51821, "10.99.20.96/27", "10.99.20.97", "10.99.20.98"),
    ]
    assert str(part(RANGE, 2)) == "10.99.20.64/26"


def test_the_last_peer_fits_and_the_next_is_refused_with_the_capacity() -> None:
    (epoch,) = epochs(RANGE, 1, (1,))
    assert capacity(epoch.slot) == 14
    assert str(epoch.address(14, 2)) == "10.99.20.29"
    with pytest.raises(ValueError, match=r"15 does not fit into 10\.99\.20\.0/27, which holds 14 peers"):
        epoch.address(15, 1)


@pytest.mark.parametrize(
    ("tunnel_range", "gateway", "numbers", "problem"),
    [
        ("10.99.20.0/27", 1, (1,), "tunnel_range: 10.99.20.0/27 is too small, /26 is the least; widen it"),
        (
            "10.99.20.0/24",
            5,
            (1,),
            "number: 5 is above 4, which is how many gateways share the tunnel range; reuse one",
        ),
        ("10.99.20.0/24", 1, (), "keys: there is no epoch, so nobody could come in; set [1]"),
        (
            "10.99.20.0/24",
            1,
            (1, 3),
            "keys: [1, 3] is no epoch from 1, alone or with its successor; set [1] or [1, 2]",
        ),
        (
            "10.99.20.0/24",
            1,
            (2, 1),
            "keys: [2, 1] is no epoch from 1, alone or with its successor; set [2] or [2, 3]",
        ),
        (
            "10.99.20.0/24",
            1,
            (1, 2, 3),
            "keys: [1, 2, 3] is no epoch from 1, alone or with its successor; set [1] or [1, 2]",
        ),
    ],
)
def test_wrong_epochs_are_refused_with_the_remedy(
    tunnel_range: str, gateway: int, numbers: tuple[int, ...], problem: str
) -> None:
    assert problems(IPv4Network(tunnel_range), gateway, numbers) == [problem]


@pytest.mark.parametrize("numbers", [(1,), (1, 2), (2,), (7, 8)])
def test_an_epoch_alone_or_with_its_successor_is_fine(numbers: tuple[int, ...]) -> None:
    assert problems(RANGE, 1, numbers) == []
