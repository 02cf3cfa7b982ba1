"""The promise to browsers never to speak http again (HSTS), made longer step by step.

A browser keeps the promise it got last, so what is wrong with a short one is over soon and what is wrong with a long
one stays. Each step is held for as long as it promises, at least a day and at most thirty, before the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from .._base.args import Args

StageName = Literal["off", "minutes", "day", "week", "year", "subdomains", "preload"]
DAY = 86_400
YEAR = 31_536_000
"""Seconds. The least that browsers take for their preload list (hstspreload.org)."""


@dataclass(frozen=True)
class Stage:
    """What browsers are told."""

    max_age: int
    """Seconds."""
    subdomains: bool = False
    preload: bool = False


STAGES: dict[str, Stage] = {
    "off": Stage(0),
    "minutes": Stage(300),
    "day": Stage(DAY),
    "week": Stage(7 * DAY),
    "year": Stage(YEAR),
    "subdomains": Stage(YEAR, subdomains=True),
    "preload": Stage(YEAR, subdomains=True, preload=True),
}
ORDER = tuple(STAGES)


class Step(Args):
    """Since when browsers are told something."""

    stage: StageName
    since: date


def setting(steps: Sequence[Step]) -> dict[str, Any]:
    """Return the value of the zone's setting `security_header`: the last step."""
    name = steps[-1].stage if steps else "off"
    stage = STAGES[name]
    told = {
        "enabled": name != "off",
        "max_age": stage.max_age,
        "include_subdomains": stage.subdomains,
        "preload": stage.preload,
        "nosniff": False,  # told by the rules for headers, which can make exceptions for single hosts
    }
    return {"strict_transport_security": told}


def held(stage: str) -> int:
    """Return for how many days a stage is held before the next."""
    return min(30, max(1, STAGES[stage].max_age // DAY))


def problems(path: str, steps: Sequence[Step], today: date) -> list[str]:
    """Return what is wrong with a history, one line each."""
    found = []
    if steps and steps[0].stage not in ("off", "minutes"):
        found.append(
            f"{path}.0.stage: starts with {steps[0].stage}; start with minutes, so that a mistake is over in minutes"
        )
    for number, (before, now) in enumerate(pairwise(steps), start=1):
        climbed = ORDER.index(now.stage) - ORDER.index(before.stage)
        due = before.since + timedelta(days=held(before.stage) if before.stage != "off" else 0)
        if climbed > 1:
            following = ORDER[ORDER.index(before.stage) + 1]
            found.append(f"{path}.{number}.stage: {before.stage} to {now.stage} skips a step; {following} is next")
        elif climbed == 1 and now.since < due:
            found.append(
                f"{path}.{number}.since: {now.since} is before {before.stage} was held for {held(before.stage)} days; "
                f"use {due} or later"
            )
        elif climbed == 0:
            found.append(f"{path}.{number}.stage: {now.stage} is the step before it already; remove one of them")
        elif now.since < before.since:
            found.append(f"{path}.{number}.since: {now.since} is before the step before it ({before.since})")
    late = [(number, step) for number, step in enumerate(steps) if step.since > today]
    found += [
        f"{path}.{number}.since: {step.since} is yet to come (today is {today}); add the step on its day"
        for number, step in late
    ]
    return found


def warnings(path: str, steps: Sequence[Step], today: date) -> list[str]:
    """Return what cannot be taken back: browsers that were told more keep to it until it ends."""
    if len(steps) < 2:
        return []
    now, told = STAGES[steps[-1].stage], []
    for step, following in pairwise(steps):
        stage, until = STAGES[step.stage], following.since + timedelta(seconds=STAGES[step.stage].max_age)
        if stage.preload and not now.preload:
            told.append(f"{path}: browsers have the zone built in (preload); removal takes months (hstspreload.org)")
        elif (stage.max_age > now.max_age or (stage.subdomains and not now.subdomains)) and until > today:
            told.append(f"{path}: browsers that came during {step.stage} refuse http until {until}")
    return told
