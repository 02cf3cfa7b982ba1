"""The judge agrees with asking, packet by packet, whether some allowance lets it in."""

from hypothesis import given
from hypothesis import strategies as st

from policies.exposure import Exposure, beyond, excess
from policies.networks import EVERYWHERE, Block, parse
from policies.ports import ANY, NONE, Span

PORTS, ADDRESSES = range(1, 13), range(13)

spans = st.builds(
    lambda first, length: Span(first, min(first + length, PORTS[-1])), st.sampled_from(PORTS), st.integers(0, 11)
)
blocks = st.builds(
    lambda first, length: Block(4, first, min(first + length, 12)), st.sampled_from(ADDRESSES), st.integers(0, 12)
)
exposures = st.builds(
    Exposure, st.sampled_from(["tcp", "udp"]), spans, st.lists(blocks, min_size=1, max_size=3).map(tuple)
)


def packets(exposure: Exposure) -> set[tuple[str, int, int]]:
    return {
        (exposure.protocol, port, address)
        for port in PORTS
        for address in ADDRESSES
        if port in exposure.ports and any(block.first <= address <= block.last for block in exposure.sources)
    }


@given(exposures, st.lists(exposures, max_size=4))
def test_what_is_left_over_is_exactly_what_no_allowance_lets_in(opened: Exposure, allowed: list[Exposure]) -> None:
    left = beyond(opened, allowed)
    let_in = {packet for allowance in allowed for packet in packets(allowance)}
    assert {packet for part in left for packet in packets(part)} == packets(opened) - let_in


@given(exposures, st.lists(exposures, max_size=3), exposures)
def test_one_more_allowance_never_makes_more_a_violation(
    opened: Exposure, allowed: list[Exposure], more: Exposure
) -> None:
    before = {packet for part in beyond(opened, allowed) for packet in packets(part)}
    after = {packet for part in beyond(opened, [*allowed, more]) for packet in packets(part)}
    assert after <= before


def test_nothing_is_left_of_an_exposure_that_two_allowances_cover_together() -> None:
    halves = [Exposure("tcp", Span(443, 443), (parse(half),)) for half in ("0.0.0.0/1", "128.0.0.0/1")]
    assert beyond(Exposure("tcp", Span(443, 443), (parse("0.0.0.0/0"),)), halves) == []


def test_an_allowance_of_another_protocol_covers_nothing() -> None:
    opened = Exposure("tcp", Span(51820, 51820), EVERYWHERE)
    assert beyond(opened, [Exposure("udp", Span(51820, 51820), EVERYWHERE)]) == [opened]


def test_protocols_without_ports_are_judged_too() -> None:
    ping = Exposure("icmp", NONE, EVERYWHERE)
    assert beyond(ping, [ping]) == []
    assert excess(Exposure("gre", NONE, EVERYWHERE), [ping]) == "gre from anywhere (0.0.0.0/0 and ::/0)"


def test_words_name_the_one_part_that_is_too_much_and_the_whole_where_it_is_several() -> None:
    edge = Exposure("tcp", Span(443, 443), (parse("104.16.0.0/13"),))
    wider = Exposure("tcp", Span(443, 443), (parse("104.16.0.0/13"), parse("192.0.2.0/24")))
    assert excess(wider, [edge]) == "tcp 443 from 192.0.2.0/24"
    everything = excess(Exposure("tcp", ANY, EVERYWHERE), [edge])
    assert everything == "tcp every port (SSH's port among them) from anywhere (0.0.0.0/0 and ::/0)"
    assert excess(edge, [edge]) is None
