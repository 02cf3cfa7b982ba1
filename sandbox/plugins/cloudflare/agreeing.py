"""Values of a program that the vendor completes: what it adds is no change of what was asked for."""

from collections.abc import Mapping
from typing import Any


def agrees(given: Any, told: Any) -> bool:  # noqa: ANN401 -- a property may have any shape
    """Tell whether what the vendor tells has all that was given. It may write a number as a text."""
    if isinstance(given, Mapping) and isinstance(told, Mapping):
        return all(item is None or agrees(item, told.get(key)) for key, item in given.items())
    if isinstance(given, list) and isinstance(told, list):
        return len(given) == len(told) and all(agrees(*pair) for pair in zip(given, told, strict=True))
    if isinstance(given, bool) or isinstance(told, bool):
        return given is told
    return bool(given == told or str(given) == str(told))


def kept(given: Any, told: Any) -> Any:  # noqa: ANN401 -- as above
    """Return a value as the program wrote it if the vendor agrees, else as the vendor tells it."""
    return given if given is not None and agrees(given, told) else told
