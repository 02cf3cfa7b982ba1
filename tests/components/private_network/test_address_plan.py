"""The address plan is arithmetic; here it is held against brute force."""

from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.private_network.address_plan import (
    GATEWAY,
    RESERVED_FIRST,
    SMALLEST_PREFIX,
    AddressPlan,
    capacity,
)

RANGE = IPv4Network("10.20.0.0/16")
TUNNEL = IPv4Network("10.99.0.0/24")


def plan(ip_range: str = str(RANGE), tunnel: str = str(TUNNEL), **subnets: str) -> AddressPlan:
    cut = {role: IPv4Network(each) for role, each in (subnets or {"app": "10.20.2.0/24"}).items()}
    return AddressPlan(IPv4Network(ip_range), IPv4Network(tunnel), cut)


def test_a_plan_with_separate_subnets_and_room_has_no_problem() -> None:
    assert plan(app="10.20.2.0/24", data="10.20.3.0/24").problems({"app": 3, "data": 2}) == []


@given(st.integers(min_value=16, max_value=SMALLEST_PREFIX), st.data())
def test_no_two_nodes_or_generations_next_to_each_other_share_an_address(prefix: int, data: st.DataObject) -> None:
    subnet = IPv4Network(f"10.20.0.0/{prefix}")
    cut = AddressPlan(RANGE, TUNNEL, {"app": subnet})
    numbers = data.draw(st.lists(st.integers(1, capacity(subnet)), unique=True, min_size=1, max_size=20))
    generation = data.draw(st.integers(1, 50))
    addresses = [cut.address("app", number, each) for number in numbers for each in (generation, generation + 1)]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert address in subnet
        assert int(address) - int(subnet.network_address) >= RESERVED_FIRST
        assert address != subnet.broadcast_address


def test_the_address_of_a_node_does_not_depend_on_other_nodes() -> None:
    assert str(plan().address("app", 1, 1)) == "10.20.2.4"
    assert str(plan().address("app", 1, 2)) == "10.20.2.5"
    assert str(plan().address("app", 2, 1)) == "10.20.2.6"
    assert str(plan().address("app", 2, 3)) == "10.20.2.6"


def test_a_number_that_does_not_fit_is_refused_with_the_capacity() -> None:
    with pytest.raises(ValueError, match=r"number 126 does not fit into 10\.20\.2\.0/24, which holds 125 nodes"):
        plan().address("app", 126, 1)


def test_a_role_without_a_subnet_is_refused_with_the_roles_there_are() -> None:
    with pytest.raises(ValueError, match="edge: no subnet for this role; there are app"):
        plan().address("edge", 1, 1)


@pytest.mark.parametrize(
    ("cut", "problem"),
    [
        (plan("8.8.0.0/16", app="8.8.2.0/24"), "ip_range: 8.8.0.0/16 is not private"),
        (plan("172.16.0.0/12", app="172.16.2.0/24"), f"ip_range: 172.16.0.0/12 contains {GATEWAY}"),
        (plan(tunnel="10.20.9.0/24"), "tunnel_range: 10.20.9.0/24 overlaps ip_range 10.20.0.0/16"),
        (plan(app="10.21.2.0/24"), "subnets.app: 10.21.2.0/24 is outside ip_range 10.20.0.0/16"),
        (plan(app="10.20.2.0/30"), "subnets.app: 10.20.2.0/30 is too small, /29 is the least"),
        (
            plan(app="10.20.2.0/24", data="10.20.2.128/25"),
            "subnets.data: 10.20.2.128/25 overlaps subnets.app (10.20.2.0/24)",
        ),
        (plan(app="10.20.0.0/17", data="10.20.128.0/17"), "subnets: no room in ip_range 10.20.0.0/16 for another role"),
    ],
)
def test_a_wrong_plan_is_refused_by_path_value_and_limit(cut: AddressPlan, problem: str) -> None:
    assert [each for each in cut.problems({}) if each.startswith(problem)]


def test_a_subnet_without_room_to_double_is_refused() -> None:
    cut = plan(app="10.20.2.0/28")
    assert cut.problems({"app": 2}) == []
    assert (
        "subnets.app: 10.20.2.0/28 holds 5 nodes, and number 3 leaves less than half of it to grow"
        in cut.problems({"app": 3})[0]
    )


@given(st.lists(st.integers(0, 15), min_size=2, max_size=6))
def test_overlap_is_found_exactly_where_two_subnets_share_an_address(blocks: list[int]) -> None:
    subnets = {f"r{i}": IPv4Network(f"10.20.{block}.0/24") for i, block in enumerate(blocks)}
    overlapping = [each for each in AddressPlan(RANGE, TUNNEL, subnets).problems({}) if "overlaps subnets" in each]
    assert bool(overlapping) == (len(set(blocks)) < len(blocks))
