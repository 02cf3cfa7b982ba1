"""A secret is found wherever it stands without a mark, however many are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.secrets.unmarked import Wanted, is_telling

SECRET = "tr0ub4dor"
MANY = [f"another-{number}" for number in range(40)]


@pytest.mark.parametrize("others", [[], MANY], ids=["one", "many"])
@pytest.mark.parametrize("text", [SECRET, f"{SECRET} first", f"last {SECRET}", f"in {SECRET} between", f"x{SECRET}y"])
def test_it_is_found_at_both_ends_and_between(others: list[str], text: str) -> None:
    assert list(Wanted([SECRET, *others]).within({"a": ["x", {"b": text}]})) == [("a", SECRET)]


@given(before=st.text(max_size=20), after=st.text(max_size=20), others=st.sampled_from([[], MANY]))
def test_few_and_many_are_found_alike(before: str, after: str, others: list[str]) -> None:
    assert ("a", SECRET) in list(Wanted([SECRET, *others]).within({"a": before + SECRET + after}))


@pytest.mark.parametrize("others", [[], MANY], ids=["one", "many"])
def test_a_part_of_it_is_not_it(others: list[str]) -> None:
    assert list(Wanted([SECRET, *others]).within({"a": SECRET[:-1], "b": 1, "c": None})) == []


@pytest.mark.parametrize(
    ("text", "telling"),
    [("8letters", True), ("7letter", False), ("12345678", False), ("10.20.0.5/16", False), ("2001:db8::1", False)],
)
def test_what_may_stand_elsewhere_by_chance_is_not_looked_for(text: str, telling: bool) -> None:
    assert is_telling(text) is telling
