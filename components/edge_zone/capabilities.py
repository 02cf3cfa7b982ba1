"""What each plan of a zone can do, and how something that a plan cannot do is refused."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal, get_args

from .._base import catalogue

Plan = Literal["free", "pro", "business", "enterprise"]
WorkersPlan = Literal["free", "paid"]
PLANS: tuple[Plan, ...] = get_args(Plan)


@cache
def table() -> dict[str, Any]:
    """Return the dated table of the catalogue."""
    return catalogue.read("cloudflare/plans.yaml")


def offered(capability: str, plan: str) -> Any:  # noqa: ANN401 - a number, a list or a truth, by capability
    """Return what a plan offers of a capability."""
    return table()["capabilities"][capability][plan]


def workers(limit: str, plan: WorkersPlan) -> int:
    """Return a limit of the account's plan for Workers."""
    found: int = table()["workers"][limit][plan]
    return found


def able(capability: str, fits: Callable[[Any], bool]) -> str | None:
    """Return the smallest plan that can, None if there is none."""
    return next((plan for plan in PLANS if fits(offered(capability, plan))), None)


def among(wanted: object) -> Callable[[Any], bool]:
    """Return the test whether a plan's choices have one."""
    return lambda choices: wanted in choices


def not_above(wanted: int) -> Callable[[Any], bool]:
    """Return the test whether a plan's largest number admits one."""
    return lambda most: wanted <= most


def not_below(wanted: int) -> Callable[[Any], bool]:
    """Return the test whether a plan's smallest number admits one."""
    return lambda least: wanted >= least


def missing(
    path: str, value: str, plan: Plan, capability: str, fits: Callable[[Any], bool], *, limit: str = "", use: str = ""
) -> list[str]:
    """Refuse what a plan cannot do, in one line; nothing if it can.

    Args:
        path: of the argument.
        value: what was asked for, with its unit.
        plan: of the zone.
        capability: its name in the table.
        fits: tells from what a plan offers whether that is enough.
        limit: what this plan offers, in words.
        use: what to ask for instead on this plan.

    """
    if fits(offered(capability, plan)):
        return []
    return [
        f"{path}: {value} is not offered on {plan}{f' ({limit})' if limit else ''}; {remedy(capability, fits, use)}"
    ]


def too_many(path: str, count: int, what: str, plan: Plan, capability: str) -> list[str]:
    """Refuse more of something than a plan has."""
    most = offered(capability, plan)
    if count <= most:
        return []
    use = f"at most {most}" if most else ""
    return [f"{path}: {count} {what} are more than {plan} has ({most}); {remedy(capability, not_above(count), use)}"]


def remedy(capability: str, fits: Callable[[Any], bool], use: str) -> str:
    """Return what to do: ask for something else, or take the plan that can."""
    better = able(capability, fits)
    if use and better:
        return f"use {use}, or plan {better}"
    if use or better:
        return f"use {use or f'plan {better}'}"
    return "no plan offers it"


def not_among(path: str, value: str, key: object, plan: Plan, capability: str, *, use: str = "") -> list[str]:
    """Refuse a choice that a plan does not have."""
    have = offered(capability, plan)
    return missing(path, value, plan, capability, among(key), limit=listed(have), use=use)


def nearest(wanted: int, choices: Sequence[int]) -> int:
    """Return the choice that is closest to a number."""
    return min(choices, key=lambda each: (abs(each - wanted), each))


def listed(choices: Sequence[object]) -> str:
    """Return choices in words; of many numbers the ends."""
    if len(choices) > 4 and all(isinstance(each, int) for each in choices):
        return f"{choices[0]} to {choices[-1]}"
    return ", ".join(map(str, choices))
