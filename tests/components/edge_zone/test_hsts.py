"""The promise to browsers grows step by step, and what cannot be taken back is said."""

from datetime import date

import pytest

from components.edge_zone import hsts
from components.edge_zone.hsts import StageName, Step

TODAY = date(2026, 11, 25)


def steps(*told: tuple[StageName, str]) -> tuple[Step, ...]:
    return tuple(Step(stage=stage, since=date.fromisoformat(since)) for stage, since in told)


RAMP = steps(
    ("minutes", "2026-08-01"),
    ("day", "2026-08-02"),
    ("week", "2026-08-03"),
    ("year", "2026-08-10"),
    ("subdomains", "2026-09-09"),
    ("preload", "2026-10-09"),
)


@pytest.mark.parametrize("length", range(1, len(RAMP) + 1))
def test_every_step_of_the_ramp_is_fine(length: int) -> None:
    assert hsts.problems("hsts", RAMP[:length], TODAY) == []
    assert hsts.warnings("hsts", RAMP[:length], TODAY) == []


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (
            steps(("year", "2026-11-01")),
            "hsts.0.stage: starts with year; start with minutes, so that a mistake is over in minutes",
        ),
        (
            steps(("minutes", "2026-11-01"), ("week", "2026-11-10")),
            "hsts.1.stage: minutes to week skips a step; day is next",
        ),
        (
            steps(("minutes", "2026-11-01"), ("day", "2026-11-02"), ("week", "2026-11-03"), ("year", "2026-11-09")),
            "hsts.3.since: 2026-11-09 is before week was held for 7 days; use 2026-11-10 or later",
        ),
        (
            steps(("minutes", "2026-11-01"), ("minutes", "2026-11-02")),
            "hsts.1.stage: minutes is the step before it already; remove one of them",
        ),
        (
            steps(("day", "2026-11-20"), ("minutes", "2026-11-01")),
            "hsts.1.since: 2026-11-01 is before the step before it (2026-11-20)",
        ),
        (
            steps(("minutes", "2026-11-26")),
            "hsts.0.since: 2026-11-26 is yet to come (today is 2026-11-25); add the step on its day",
        ),
    ],
)
def test_a_step_that_is_too_early_or_too_long_is_refused(told: tuple[Step, ...], problem: str) -> None:
    assert problem in hsts.problems("hsts", told, TODAY)


def test_going_down_is_said_with_the_day_until_which_browsers_remember() -> None:
    down = (*RAMP[:4], *steps(("minutes", "2026-11-20")))
    assert hsts.problems("hsts", down, TODAY) == []
    assert hsts.warnings("hsts", down, TODAY) == ["hsts: browsers that came during year refuse http until 2027-11-20"]


def test_going_down_from_what_browsers_have_forgotten_is_not_worth_a_word() -> None:
    down = (*RAMP[:3], *steps(("off", "2026-09-01")))
    assert hsts.problems("hsts", down, TODAY) == []
    assert hsts.warnings("hsts", down, TODAY) == []


def test_what_is_built_into_browsers_takes_months_to_take_back() -> None:
    (warning,) = hsts.warnings("hsts", (*RAMP, *steps(("year", "2026-11-20"))), TODAY)[-1:]
    assert "removal takes months" in warning


def test_the_setting_is_the_last_step() -> None:
    told = hsts.setting(RAMP[:5])["strict_transport_security"]
    assert told == {
        "enabled": True,
        "max_age": 31_536_000,
        "include_subdomains": True,
        "preload": False,
        "nosniff": False,
    }
    assert hsts.setting(steps(("off", "2026-11-01")))["strict_transport_security"]["enabled"] is False
