"""What a zone's settings have to be."""

from collections.abc import Callable, Iterator

from ..finding import Finding
from ..reading import UNKNOWN, Value
from .zones import Zone


def required(zone: Zone, setting: str, good: Callable[[Value], bool], wanted: str, default: str) -> Iterator[Finding]:
    """Yield what is wrong with a setting that has to be stated: what the vendor takes without it is not enough."""
    stated = zone.setting(setting)
    if not stated:
        yield Finding(f"does not state {setting}, and without that it is {default}", zone.at)
    for each in stated:
        value = each.get("value")
        if not good(value):
            yield Finding(f"{setting} is {shown(value)}, not {wanted}", each)


def shown(value: Value) -> str:
    """Return a setting's value in words; objects and lists are too long for a line."""
    if value is UNKNOWN:
        return "not known before apply"
    return "something else" if isinstance(value, dict | list) else repr(value)


def one_of(*values: str) -> Callable[[Value], bool]:
    """Return the test for one of these texts."""
    return lambda value: value in values
