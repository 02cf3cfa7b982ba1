"""Turns what the engine was configured with into settings. The engine has held it against the schemas before."""

import datetime
import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from .allow_list import Allowance
from .catalogue import Catalogue
from .rule import Level
from .settings import Settings, settle
from .waivers import Waiver

ALLOW_LIST = "allow-list-is-bounded"
WAIVERS = "waivers-hold"
"""The rules that have these options, and report what is wrong with them."""

EVERY_RULE = "all"
"""What the engine has already applied to each rule, and passes on as if it were one."""

ENFORCED = ("mandatory", "remediate")
"""Levels that stop a deployment."""


class ConfigurationError(ValueError):
    """The pack's configuration means nothing; the message says where and what to do."""


def configure(
    catalogue: Catalogue,
    today: datetime.date,
    levels: Mapping[str, str],
    options: Mapping[str, Mapping[str, Any]],
) -> Settings:
    """Return the settings for a run.

    Args:
        catalogue: the rules there are.
        today: the day in UTC, which waivers are held against.
        levels: rule -> enforcement level.
        options: rule -> its options.

    Raises:
        ConfigurationError: a rule or an option that does not exist, or a waiver with an impossible day.

    """
    for name, values in options.items():
        if name == EVERY_RULE and not values:
            continue
        rule = catalogue.by_id.get(name)
        if rule is None:
            raise ConfigurationError(f"{name}: no such rule{_suggestion(name, catalogue.by_id)}")
        for option in values:
            if option not in rule.options:
                raise ConfigurationError(f"{name}.{option}: no such option{_suggestion(option, rule.options)}")
    weakened = tuple(
        (name, level)
        for name, level in sorted(levels.items())
        if name in catalogue.by_id and catalogue.by_id[name].level is Level.MANDATORY and level not in ENFORCED
    )
    roles = options.get(ALLOW_LIST, {}).get("roles", {})
    allowances = [(role, Allowance.read(entry)) for role, entries in roles.items() for entry in entries]
    waivers = _waivers(options.get(WAIVERS, {}).get("waivers", []))
    return settle(
        today,
        catalogue.waivable,
        allowances,
        waivers,
        weakened=weakened,
        adjusted=tuple(_adjusted(catalogue, options)),
        options=options,
    )


def _adjusted(catalogue: Catalogue, options: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, Any]]:
    """Yield what is configured otherwise than by default, where the rule does not print that itself."""
    for name, values in sorted(options.items()):
        rule = catalogue.by_id.get(name)
        if rule is None or name in {ALLOW_LIST, WAIVERS} or rule.level is not Level.MANDATORY:
            continue
        for option, value in sorted(values.items()):
            if value != rule.options[option].get("default") and value not in ([], {}):
                yield name, option, value


def _waivers(entries: list[dict[str, str]]) -> list[Waiver]:
    waivers = []
    for index, entry in enumerate(entries):
        try:
            waivers.append(Waiver.read(entry))
        except ValueError as error:
            raise ConfigurationError(f"{WAIVERS}.waivers[{index}].expires: {error}; write YYYY-MM-DD") from error
    return waivers


def _suggestion(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(sorted(known))}" if known else "; it has none, remove it"
