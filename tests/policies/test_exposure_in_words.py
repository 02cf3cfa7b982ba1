"""What an exposure is called, and how the parts of one that nobody allows are put together."""

import pytest

from policies.exposure import Exposure, beyond
from policies.networks import EVERYWHERE, describe, parse
from policies.ports import ANY, NONE, Span

HERE = (parse("198.51.100.0/24"),)
ELSEWHERE = (parse("203.0.113.0/24"),)


@pytest.mark.parametrize(
    ("exposure", "words"),
    [
        (Exposure("tcp", Span(22, 22), HERE), "tcp 22 from 198.51.100.0/24"),
        (Exposure("tcp", Span(20, 22), HERE), "tcp 20-22 from 198.51.100.0/24"),
        (Exposure("tcp", Span(20, 23), HERE), "tcp 20-23 (SSH's port among them) from 198.51.100.0/24"),
        (Exposure("udp", Span(20, 23), HERE), "udp 20-23 from 198.51.100.0/24"),
        (Exposure("tcp", Span(1, 65535), HERE), "tcp every port (SSH's port among them) from 198.51.100.0/24"),
        (Exposure("tcp", Span(1, 21), HERE), "tcp 1-21 from 198.51.100.0/24"),
        (Exposure("icmp", NONE, EVERYWHERE), "icmp from anywhere (0.0.0.0/0 and ::/0)"),
        (Exposure("udp", Span(53, 53), HERE, hidden=True), "udp 53 from networks that are marked secret"),
        (Exposure("udp", Span(53, 53), EVERYWHERE, hidden=True), "udp 53 from anywhere (0.0.0.0/0 and ::/0)"),
        (Exposure("udp", Span(53, 53), EVERYWHERE[:1], hidden=True), "udp 53 from networks that are marked secret"),
        (Exposure("udp", Span(53, 53), EVERYWHERE[1:], hidden=True), "udp 53 from networks that are marked secret"),
    ],
)
def test_an_exposure_in_words(exposure: Exposure, words: str) -> None:
    assert str(exposure) == words


def test_a_secret_source_is_the_same_exposure() -> None:
    assert Exposure("tcp", ANY, HERE, hidden=True) == Exposure("tcp", ANY, HERE)


def test_what_is_left_stays_in_one_piece_where_nothing_is_allowed() -> None:
    opened = Exposure("tcp", ANY, HERE)
    cutting = Exposure("tcp", Span(1000, 2000), ELSEWHERE)
    assert beyond(opened, [cutting]) == [opened]


def test_what_is_left_is_in_pieces_around_what_is_allowed() -> None:
    opened = Exposure("tcp", ANY, HERE)
    allowed = [Exposure("tcp", Span(80, 80), HERE), Exposure("tcp", Span(1000, 2000), ELSEWHERE)]
    assert beyond(opened, allowed) == [Exposure("tcp", Span(1, 79), HERE), Exposure("tcp", Span(81, 65535), HERE)]


def test_neighbouring_pieces_with_other_sources_stay_apart() -> None:
    opened = Exposure("tcp", Span(79, 81), (*HERE, *ELSEWHERE))
    left = beyond(opened, [Exposure("tcp", Span(80, 80), HERE)])
    assert [(each.ports, each.sources) for each in left] == [
        (Span(79, 79), (*HERE, *ELSEWHERE)),
        (Span(80, 80), ELSEWHERE),
        (Span(81, 81), (*HERE, *ELSEWHERE)),
    ]


@pytest.mark.parametrize(
    ("text", "version"), [("::1/128", 6), ("::/96", 6), ("::ffff:0:0/95", 6), ("::ffff:0:0/96", 4)]
)
def test_only_the_mapped_networks_are_those_of_the_other_family(text: str, version: int) -> None:
    assert parse(text).version == version


@pytest.mark.parametrize(("count", "end"), [(4, "10.6.0.0/16"), (5, "and 1 more networks"), (6, "and 2 more networks")])
def test_four_networks_are_named_and_the_rest_counted(count: int, end: str) -> None:
    blocks = [parse(f"10.{2 * number}.0.0/16") for number in range(count)]
    assert describe(blocks).split(", ")[:4] == [f"10.{2 * number}.0.0/16" for number in range(4)]
    assert describe(blocks).split(", ")[-1] == end
