"""Every way around is in the corpus, or the page says where it is caught instead."""

import pytest

from tests.policies.corpus.case import cases
from tests.policies.corpus.page import BEGIN, GROUPS, PAGE, by_item, updated, ways

LAST = {"A": 11, "B": 10, "C": 6, "D": 11, "E": 11, "F": 6, "G": 9, "H": 7}
"""The last number of each letter in the catalogue of ways around."""
ITEMS = [f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)]


def test_the_corpus_is_large_and_every_case_has_both_halves() -> None:
    every = cases()
    assert len(every) >= 150
    assert [case.name for case in every if not case.violations] == []
    assert [case.name for case in every if case.harmful == case.harmless] == []


def test_the_catalogue_is_whole() -> None:
    assert [way.item for way in ways()] == ITEMS
    assert list(GROUPS) == list(LAST)


@pytest.mark.parametrize("item", ITEMS)
def test_each_way_has_a_case_or_is_caught_elsewhere(item: str) -> None:
    (way,) = (way for way in ways() if way.item == item)
    assert by_item().get(item) or way.elsewhere
    assert f"\n| {item} | {way.way} |" in PAGE.read_text()


def test_each_case_is_of_a_way_or_of_its_folder() -> None:
    known = {way.item for way in ways()}
    assert {case.name for case in cases() if case.item not in {*known, case.name.partition("/")[0]}} == set()


def test_the_page_is_what_the_corpus_says() -> None:
    text = PAGE.read_text()
    assert BEGIN in text
    assert updated(text) == text, "run `python -m tests.policies.corpus.page`"
