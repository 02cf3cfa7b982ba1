"""Property values as plain Python: what a resource of a plugin works with."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, TypeAlias

from pulumi.provider.experimental.property_value import Computed, PropertyValue


class Unknown(Enum):
    """The type of `UNKNOWN`."""

    UNKNOWN = "unknown until it is applied"


UNKNOWN: Final = Unknown.UNKNOWN
"""A value that the engine does not know yet: a preview's output of something that does not exist."""

Properties: TypeAlias = Mapping[str, Any]
"""Names and values: None, bool, int, float, str, list, dict or UNKNOWN; an asset is a dict, as on the wire."""


def plain(value: PropertyValue) -> Any:  # noqa: ANN401 -- a property may have any of the types above
    """Return a value without its marks. A whole number is an int."""
    inner = value.value
    if isinstance(inner, str):
        return inner
    if isinstance(inner, float):
        return int(inner) if inner.is_integer() else inner
    if isinstance(inner, tuple):
        return [plain(item) for item in inner]
    if isinstance(inner, Mapping):
        return {key: plain(item) for key, item in inner.items()}
    return UNKNOWN if isinstance(inner, Computed) else inner


def plain_map(properties: Mapping[str, PropertyValue]) -> dict[str, Any]:
    """Return properties without their marks."""
    return {key: plain(value) for key, value in properties.items()}


def secret_names(properties: Mapping[str, PropertyValue]) -> frozenset[str]:
    """Return the names of the properties that are secret, or that have a secret somewhere inside."""
    return frozenset(key for key, value in properties.items() if value.contains_secret())


def marked(value: Any) -> PropertyValue:  # noqa: ANN401 -- the reverse of `plain`
    """Return a plain value as the SDK wants it. One that is the SDK's already stays: so a part of a value is marked."""
    if isinstance(value, PropertyValue):
        return value
    if value is UNKNOWN:
        return PropertyValue(Computed())
    if isinstance(value, int) and not isinstance(value, bool):
        return PropertyValue(float(value))
    if isinstance(value, Mapping):
        return PropertyValue({key: marked(item) for key, item in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return PropertyValue([marked(item) for item in value])
    return PropertyValue(value)


def marked_map(properties: Properties, secrets: Iterable[str] = ()) -> dict[str, PropertyValue]:
    """Return plain properties as the SDK wants them, the named ones marked as secret. A None is left out."""
    hidden = frozenset(secrets)
    values = {key: marked(value) for key, value in properties.items() if value is not None}
    return {key: value.with_secret(value.is_secret or key in hidden) for key, value in values.items()}


def has_unknown(value: Any) -> bool:  # noqa: ANN401 -- as above
    """Tell whether a plain value is unknown or has an unknown inside."""
    if isinstance(value, Mapping):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, list | tuple):
        return any(has_unknown(item) for item in value)
    return value is UNKNOWN
