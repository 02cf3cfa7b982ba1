"""What holds for one run: the allow-list, the waivers, and what a configuration asked for in vain."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .allow_list import Allowance, AllowList, refusal
from .waivers import Waiver


@dataclass(frozen=True)
class StackFacts:
    """What the engine tells about the stack itself."""

    project: str = ""
    name: str = ""
    config: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Key -> value, secrets decrypted: never repeat one."""
    secret_keys: frozenset[str] = frozenset()
    """Keys whose values are stored encrypted."""


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
    adjusted: tuple[tuple[str, str, Any], ...] = ()
    """Mandatory rules, an option of theirs that is not as by default, and its value, which is within its bounds."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Rule -> its options, held against its schema."""
    stack: StackFacts = field(default_factory=StackFacts)

    def option(self, rule: str, name: str, default: Any) -> Any:  # noqa: ANN401 - each rule knows its own schema
        """Return what a rule was configured with."""
        return self.options.get(rule, {}).get(name, default)


def settle(
    today: datetime.date,
    waivable: frozenset[str],
    allowances: Iterable[tuple[str, Allowance]],
    waivers: Iterable[Waiver],
    *,
    weakened: tuple[tuple[str, str], ...] = (),
    adjusted: tuple[tuple[str, str, Any], ...] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Settings:
    """Return what holds of what was configured; the rest is kept beside it, to be reported."""
    wanted = tuple(allowances)
    asked = [
        (role, allowance, refusal(allowance, (other for other_role, other in wanted if other_role == role)))
        for role, allowance in wanted
    ]
    objections = [(waiver, waiver.objection(today, waivable)) for waiver in waivers]
    additions = tuple((role, allowance) for role, allowance, why in asked if why is None)
    return Settings(
        today=today,
        allow_list=AllowList(additions),
        additions=additions,
        refused_additions=tuple((role, allowance, why) for role, allowance, why in asked if why is not None),
        waivers=tuple(waiver for waiver, why in objections if why is None),
        refused_waivers=tuple((waiver, why) for waiver, why in objections if why is not None),
        weakened=weakened,
        adjusted=adjusted,
        options=options or {},
    )
