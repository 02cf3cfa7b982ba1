"""Where a node goes: what exists stays, what is sold out is passed over."""

import pytest

from components.compute_node.placement import Existing, Placement, choose, problems

FIRST, SECOND, THIRD = (
    Placement(server_type=server_type, location=location)
    for server_type, location in (("cx33", "fsn1"), ("cpx32", "fsn1"), ("cx33", "nbg1"))
)
LIST = (FIRST, SECOND, THIRD)


def existing(server_type: str, location: str) -> Existing:
    return Existing(1, server_type, location, "debian-12")


def test_the_first_choice_is_taken() -> None:
    assert choose(LIST, None, ()) == FIRST


def test_what_is_sold_out_is_passed_over_in_order() -> None:
    assert choose(LIST, None, {"cx33@fsn1"}) == SECOND
    assert choose(LIST, None, {"cx33@fsn1", "cpx32@fsn1"}) == THIRD


def test_nothing_is_chosen_when_everything_is_sold_out() -> None:
    assert choose(LIST, None, {each.key for each in LIST}) is None


def test_what_exists_stays_although_a_better_choice_is_available_again() -> None:
    assert choose(LIST, existing("cx33", "nbg1"), ()) == THIRD


def test_what_exists_stays_although_it_is_sold_out_by_now() -> None:
    assert choose(LIST, existing("cx33", "fsn1"), {"cx33@fsn1"}) == FIRST


def test_a_type_that_left_the_list_changes_in_place_and_keeps_its_location() -> None:
    assert choose((FIRST, THIRD), existing("cx23", "nbg1"), ()) == THIRD


def test_a_location_that_left_the_list_is_a_new_choice() -> None:
    assert choose((FIRST,), existing("cx33", "hel1"), ()) == FIRST


@pytest.mark.parametrize(
    ("server_type", "location", "problem"),
    [
        ("cx22", "fsn1", "placements.0.server_type: cx22 is retired, nobody can order it; did you mean cx23?"),
        ("cx34", "fsn1", "placements.0.server_type: there is no server type cx34; did you mean cx33?"),
        ("cx33", "ash", "placements.0.location: cx33 is not sold in ash; it is in fsn1, nbg1, hel1"),
        ("cx33", "fsn2", "placements.0.location: there is no location fsn2; did you mean fsn1?"),
    ],
)
def test_a_placement_that_nobody_sells_is_refused_with_the_nearest(
    server_type: str, location: str, problem: str
) -> None:
    (found,) = problems(0, Placement(server_type=server_type, location=location))
    assert found.split(";")[0] == problem.split(";", maxsplit=1)[0]
    assert ";" in found
