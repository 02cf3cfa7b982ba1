"""Turns what the engine was configured with into settings."""

import datetime
import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from .catalogue import Catalogue
from .rule import Level
from .settings import AllowListOptions, Settings, WaiverOptions, settle

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
        ConfigurationError: a rule that does not exist, or options that do not fit.

    """
    allow_list, waivers = AllowListOptions(), WaiverOptions()
    for name, values in options.items():
        rule = catalogue.by_id.get(name)
        if rule is None:
            near = difflib.get_close_matches(name, catalogue.by_id, n=1)
            raise ConfigurationError(f"{name}: no such rule{f'; did you mean {near[0]}?' if near else ''}")
        if values and rule.options is None:
            raise ConfigurationError(f"{name}: has no options, but {', '.join(values)} was given; remove it")
        parsed = _parse(name, rule.options, values) if rule.options else None
        match parsed:
            case AllowListOptions():
                allow_list = parsed
            case WaiverOptions():
                waivers = parsed
    weakened = tuple(
        (name, level)
        for name, level in sorted(levels.items())
        if name in catalogue.by_id and catalogue.by_id[name].level is Level.MANDATORY and level not in ENFORCED
    )
    return settle(today, catalogue.waivable, allow_list.roles, waivers.waivers, weakened)


def _parse(name: str, model: type[BaseModel], values: Mapping[str, Any]) -> BaseModel:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = "; ".join(
            f"{name}.{'.'.join(str(step) for step in problem['loc'])}: {problem['msg']}" for problem in error.errors()
        )
        raise ConfigurationError(problems) from error
