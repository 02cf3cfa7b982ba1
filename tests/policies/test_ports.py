"""Ports are numbers, whatever they are written like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.ports import ANY, PortError, Span, parse

numbers = st.integers(1, 65535)


@given(numbers, numbers)
def test_a_range_contains_exactly_the_ports_between_its_ends(first: int, last: int) -> None:
    first, last = sorted((first, last))
    span = parse(f"{first}-{last}")
    assert span == Span(first, last)
    assert {port for port in (first - 1, first, last, last + 1) if port in span} == {first, last}


@given(numbers)
def test_a_port_is_the_range_of_itself(port: int) -> None:
    assert parse(str(port)) == parse(f"{port}-{port}") == Span(port, port)


def test_any_is_every_port() -> None:
    assert parse("any") == parse("1-65535") == ANY


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 22",
        "22 ",
        "022",
        "22,80",
        "22;80",
        "80-22",
        "-22",
        "22-",
        "20-25-30",
        "0",
        "0-65535",
        "65536",
        "1-65536",
        "\N{ARABIC-INDIC DIGIT TWO}",
        "2_2",
        "+22",
        "22.0",
        "0x16",
        "ANY",
        "all",
        "ssh",
        "*",
    ],
)
def test_any_other_spelling_is_not_a_port(text: str) -> None:
    with pytest.raises(PortError):
        parse(text)


@pytest.mark.parametrize(("text", "words"), [("any", "every port"), ("443", "443"), ("20-25", "20-25")])
def test_spans_are_named_as_the_vendor_names_them(text: str, words: str) -> None:
    assert str(parse(text)) == words
