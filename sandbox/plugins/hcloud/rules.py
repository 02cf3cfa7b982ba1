"""What the official provider refuses before it asks the vendor, and what the tables have in common."""

import ipaddress
import re
from collections.abc import Callable, Collection
from typing import Any

from sandbox.plugins.framework.schema.declare import string_map
from sandbox.plugins.framework.schema.property import Property, Rule
from sandbox.plugins.framework.values import Properties

LABEL_VALUE = re.compile(r"([a-z0-9A-Z]((?:[\-_.]|[a-z0-9A-Z]){0,61}[a-z0-9A-Z])?)?")
LABEL_KEY = re.compile(
    r"([a-z0-9A-Z]((?:[\-_.]|[a-z0-9A-Z]){0,253}[a-z0-9A-Z])?/)?[a-z0-9A-Z]((?:[\-_.]|[a-z0-9A-Z]){0,61}[a-z0-9A-Z])?"
)


def at_least(least: int) -> Rule:
    """Refuse smaller numbers."""
    return lambda value: None if value >= least else f"{value}; at least {least}"


def not_empty(value: Any) -> str | None:  # noqa: ANN401 -- as the property is declared
    """Refuse an empty text."""
    return None if value else "empty; set it or leave it out"


def cidr(value: str) -> str | None:
    """Refuse what is no network in CIDR notation."""
    try:
        ipaddress.ip_interface(value)
    except ValueError:
        return f"{value!r} is no network; write one like 10.0.0.0/16"
    return None if "/" in value else f"{value!r} has no prefix length; write one like 10.0.0.0/16"


def network_start(value: str) -> str | None:
    """Refuse a network whose host bits are set, as in a firewall's rule."""
    wrong = cidr(value)
    if wrong:
        return wrong
    network = ipaddress.ip_interface(value).network
    given = value.partition("/")[0]
    return None if ipaddress.ip_address(given) == network.network_address else f"{value} is not the start of {network}"


def address(value: str) -> str | None:
    """Refuse what is no IP address."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return f"{value!r} is no IP address"
    return None


def label_syntax(labels: dict[str, str]) -> str | None:
    """Refuse labels that the vendor refuses (https://docs.hetzner.cloud/reference/cloud#labels)."""
    for key, value in labels.items():
        if not LABEL_KEY.fullmatch(key):
            return f"label key {key!r}: letters, digits, - _ . in at most 63 characters, after an optional prefix and /"
        if isinstance(value, str) and not LABEL_VALUE.fullmatch(value):
            return f"label {key}: value {value!r}: letters, digits, - _ . in at most 63 characters"
    return None


def labels(**options: Any) -> Property:  # noqa: ANN401 -- the fields of Property
    """Return labels of a type that is written with the older library: none are null."""
    return string_map(rules=(label_syntax,), **options)


def empty_labels() -> Property:
    """Return labels of a type that is written with the newer library: none are an empty map."""
    return string_map(rules=(label_syntax,), default={}, computed=True)


def given(inputs: Properties, names: Collection[str]) -> list[str]:
    """Return which of some names are set."""
    return [name for name in names if inputs.get(name) is not None]


def exactly_one(*names: str) -> Callable[[Properties], list[tuple[str, str]]]:
    """Refuse none and several of some properties."""

    def rule(inputs: Properties) -> list[tuple[str, str]]:
        found = given(inputs, names)
        if len(found) == 1:
            return []
        said = f"{' and '.join(found)} exclude each other" if found else "none is set"
        return [(found[-1] if found else names[0], f"{said}; set exactly one of {', '.join(names)}")]

    return rule
