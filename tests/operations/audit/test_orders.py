"""Every place looks at what concerns it, in full where that harms nobody."""

import pytest

from operations.audit import orders
from operations.audit.orders import ALL, LIVE, Looks
from operations.audit.probe import order as probe_order
from operations.audit.probe.order import numbers, ranges
from tests.operations.audit.example import example

LOOKS = Looks(LIVE)


def targets(order: dict[str, object]) -> dict[str, probe_order.Target]:
    return {each.address: each for each in probe_order.read(order).targets}


def test_from_outside_all_ports_of_all_public_addresses_are_asked() -> None:
    found = targets(orders.outside(example(), LOOKS))
    assert set(found) == {"203.0.113.1", "2001:db8:0:1::1", "203.0.113.2", "2001:db8:0:2::1"}
    assert all(len(each.tcp) == 65535 and each.ping and 51820 in each.udp for each in found.values())


def test_a_node_asks_all_ports_of_all_other_nodes_and_none_of_its_own() -> None:
    known = example()
    found = targets(orders.inside(known, known.nodes["app-1"], LOOKS))
    assert set(found) == {"10.20.0.10", "203.0.113.1", "2001:db8:0:1::1", "10.20.3.10", "10.20.3.11"}
    assert {len(each.tcp) for each in found.values()} == {65535}
    assert 8125 in found["10.20.3.10"].udp


def test_a_private_node_spares_the_gateways_connection_table() -> None:
    known = example()
    found = targets(orders.inside(known, known.nodes["data-1"], LOOKS))
    assert len(found["10.20.0.10"].tcp) == 65535
    spared = found["203.0.113.2"].tcp
    assert len(spared) < 2000
    assert {22, 443, 2379, 5432} <= set(spared)


def test_a_container_also_asks_for_metadata() -> None:
    known = example()
    found = targets(orders.container(known, known.nodes["app-1"], LOOKS))
    assert found["169.254.169.254"].tcp == (80,)
    assert len(found["10.20.3.10"].tcp) < 2000


def test_chosen_ports_are_asked_and_no_others() -> None:
    known = example()
    looks = Looks(LIVE, "22,31337")
    assert {each.tcp for each in targets(orders.outside(known, looks)).values()} == {(22, 31337)}
    assert targets(orders.inside(known, known.nodes["data-1"], looks))["203.0.113.2"].tcp == (22,)


@pytest.mark.parametrize("text", ["22", "1-65535", "22,80,8000-8010", ""])
def test_a_list_of_ports_survives_reading_and_writing(text: str) -> None:
    assert ranges(numbers(text)) == text


@pytest.mark.parametrize("text", ["0", "65536", "9-1", "ssh", "22-"])
def test_what_is_no_list_of_ports_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        numbers(text)


def test_all_means_all() -> None:
    assert len(numbers(ALL)) == 65535
