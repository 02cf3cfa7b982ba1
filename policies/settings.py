"""The pack's configuration: what a stack adds to the allow-list, its waivers, and what it tried to switch off."""

import datetime
from dataclasses import dataclass, field

from pydantic import Field

from .allow_list import Allowance, AllowList, Roles, refusal
from .model import Model
from .waivers import Waiver


class AllowListOptions(Model):
    """Options of the rule `allow-list-is-bounded`."""

    roles: Roles = Field(default_factory=dict)
    """Role -> what it may show beside the default."""


class WaiverOptions(Model):
    """Options of the rule `waivers-hold`."""

    waivers: list[Waiver] = Field(default_factory=list)


@dataclass(frozen=True)
class Settings:
    """What holds for one run."""

    today: datetime.date
    allow_list: AllowList = field(default_factory=AllowList)
    additions: tuple[tuple[str, Allowance], ...] = ()
    """Role and what the configuration adds to it, bounds kept."""
    refused_additions: tuple[tuple[str, Allowance, str], ...] = ()
    """Role, what was asked for, and why it is not added."""
    waivers: tuple[Waiver, ...] = ()
    """Those that hold."""
    refused_waivers: tuple[tuple[Waiver, str], ...] = ()
    """Those that do not, and why."""
    weakened: tuple[tuple[str, str], ...] = ()
    """Mandatory rules that the configuration set to another level, and the level. They stay mandatory."""


def settle(
    today: datetime.date,
    waivable: frozenset[str],
    roles: Roles,
    waivers: list[Waiver],
    weakened: tuple[tuple[str, str], ...] = (),
) -> Settings:
    """Return what holds of what was configured; the rest is kept beside it, to be reported."""
    asked = [(role, allowance, refusal(allowance)) for role, allowances in roles.items() for allowance in allowances]
    added: Roles = {}
    for role, allowance, why in asked:
        if why is None:
            added.setdefault(role, []).append(allowance)
    objections = [(waiver, waiver.objection(today, waivable)) for waiver in waivers]
    return Settings(
        today=today,
        allow_list=AllowList(added),
        additions=tuple((role, allowance) for role, allowance, why in asked if why is None),
        refused_additions=tuple((role, allowance, why) for role, allowance, why in asked if why is not None),
        waivers=tuple(waiver for waiver, why in objections if why is None),
        refused_waivers=tuple((waiver, why) for waiver, why in objections if why is not None),
        weakened=weakened,
    )
