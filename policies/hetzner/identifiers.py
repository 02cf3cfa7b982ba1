"""The vendor's identifiers are numbers; whatever else stands in the place of one is not repeated in a text."""

from ..reading import UNKNOWN, Value


def identifier(value: Value) -> str:
    """Return an identifier for a violation's text."""
    if value is UNKNOWN:
        return "that is not known before apply"
    return str(value) if isinstance(value, int | str) and str(value).isdecimal() else "that is no number"
