"""Reads a configuration as the engine would, for the checks that run without one."""

import datetime
import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from .catalogue import Catalogue
from .configuration import EVERY_RULE, ConfigurationError, configure
from .schema import schema
from .settings import Settings

LEVEL = "enforcementLevel"


def read(path: Path, catalogue: Catalogue, today: datetime.date) -> Settings:
    """Return the settings that a file configures.

    Args:
        path: JSON, as `--policy-pack-config` takes it.
        catalogue: the rules there are.
        today: the day in UTC.

    Raises:
        ConfigurationError: it cannot be read, or says what cannot be said; the message has the place and the remedy.

    """
    try:
        document = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: {error}; write JSON such as {{}}") from error
    wrong = best_match(Draft202012Validator(schema(catalogue)).iter_errors(document))
    if wrong is not None:
        raise ConfigurationError(f"{path}: {explain(wrong)}")
    try:
        return configure(catalogue, today, levels(document, catalogue), options(document, catalogue))
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from error


def levels(document: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """Return the level of each rule that has one, by itself or because all have it."""
    own = {rule: part if isinstance(part, str) else part.get(LEVEL) for rule, part in document.items()}
    everywhere = own.pop(EVERY_RULE, None)
    asked = {rule.id: own.get(rule.id) or everywhere for rule in catalogue.rules}
    return {rule: level for rule, level in asked.items() if level}


def options(document: Mapping[str, Any], catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Return the options of each rule, with the defaults of those that are left out."""
    found: dict[str, dict[str, Any]] = {}
    for rule in catalogue.rules:
        part = document.get(rule.id, {})
        given = {} if isinstance(part, str) else {key: value for key, value in part.items() if key != LEVEL}
        defaults = {key: each["default"] for key, each in rule.options.items() if "default" in each}
        if defaults | given:
            found[rule.id] = defaults | given
    return found


def explain(error: ValidationError) -> str:
    """Return where something is wrong, what it is, what it may be, and what to do."""
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)[1:]
    where = where or "the file"
    limit: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "additionalProperties":
        return _unknown(error, where)
    if error.validator == "required":
        missing = [key for key in limit if key not in instance]
        return f"{where}: without {', '.join(missing)}; add it"
    value = json.dumps(instance)
    said = {
        "maximum": f"is above the bound {limit}; take at most that",
        "exclusiveMaximum": f"is not below the bound {limit}; take less",
        "minimum": f"is below the bound {limit}; take at least that",
        "exclusiveMinimum": f"is not above the bound {limit}; take more",
        "enum": f"is none of {', '.join(map(str, limit))}; take one of them" if isinstance(limit, list) else "",
        "type": f"is not of type {limit}; write one",
        "minLength": f"has fewer than {limit} characters; write more",
        "maxItems": f"has more than {limit} entries; write fewer",
    }
    return f"{where}: {value} {said.get(str(error.validator)) or f'breaks {error.validator} {limit}; change it'}"


def _unknown(error: ValidationError, where: str) -> str:
    broken: Any = error.schema
    given: Any = error.instance
    known = sorted(broken.get("properties", {}))
    extra = min(key for key in given if key not in known)
    near = difflib.get_close_matches(extra, known, n=1)
    remedy = f"did you mean {near[0]}?" if near else f"there are {', '.join(known) or 'none'}"
    if where == "the file":
        return f"{extra}: no such rule; {remedy}"
    return f"{where}.{extra}: no such option; {remedy}"
