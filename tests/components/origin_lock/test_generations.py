"""Generations: which may stand beside each other, from when to when they open, and when a successor is asked for."""

from datetime import date, timedelta

import pytest

from components.origin_lock.generations import RENEWAL_DAYS, VALID_DAYS, generations, problems, warnings

TODAY = date(2026, 11, 25)
FRESH = date(2026, 11, 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    "days",
    [
        {1: TODAY},
        {1: ago(VALID_DAYS - 1)},
        {1: ago(VALID_DAYS), 2: TODAY},
        {7: FRESH, 8: FRESH},
        {8: FRESH, 7: FRESH},
    ],
)
def test_one_generation_or_two_in_a_row_are_fine(days: dict[int, date]) -> None:
    assert problems(days, TODAY) == []


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        ({}, "generations: there is none, so origins would answer nobody; set {1: 2026-11-25}"),
        (
            {0: FRESH},
            "generations: [0] is no generation from 1, alone or with its successor; keep 1, alone or with 2",
        ),
        (
            {1: FRESH, 3: FRESH},
            "generations: [1, 3] is no generation from 1, alone or with its successor; keep 1, alone or with 2",
        ),
        (
            {2: FRESH, 3: FRESH, 4: FRESH},
            "generations: [2, 3, 4] is no generation from 1, alone or with its successor; keep 2, alone or with 3",
        ),
        (
            {1: date(2026, 11, 26)},
            "generations.1: begins on 2026-11-26, which is after today (2026-11-25, in UTC), and the edge would be "
            "refused until then; set 2026-11-25 or a day before it",
        ),
        (
            {1: FRESH, 2: date(2026, 10, 1)},
            "generations.2: begins on 2026-10-01, before its predecessor (2026-11-01); set the day on which it was "
            "added",
        ),
        (
            {3: date(2025, 11, 25)},
            "generations.3: expired on 2026-11-25, 365 days after its first day (2025-11-25), and origins refuse the "
            "edge; add generation 4 with 2026-11-25 as its first day",
        ),
    ],
)
def test_anything_else_is_refused_with_the_remedy(days: dict[int, date], problem: str) -> None:
    assert problems(days, TODAY) == [problem]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({1: TODAY}, []),
        ({1: ago(RENEWAL_DAYS - 1)}, []),
        (
            {1: ago(RENEWAL_DAYS)},
            [
                "generations.1: is valid until 2027-01-29, 65 days from now; add generation 2 with 2026-11-25 as its "
                "first day"
            ],
        ),
        ({1: ago(RENEWAL_DAYS), 2: TODAY}, []),
        (
            {1: ago(VALID_DAYS), 2: TODAY},
            ["generations.1: expired on 2026-11-25; take it out, generation 2 is in force"],
        ),
    ],
)
def test_what_is_to_be_done_soon_is_said(days: dict[int, date], expected: list[str]) -> None:
    assert warnings(days, TODAY) == expected


def test_the_newest_is_last_however_they_are_written() -> None:
    assert [each.number for each in generations({4: FRESH, 3: FRESH})] == [3, 4]
