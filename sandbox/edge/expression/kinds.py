"""Types of values, written as the vendor's documentation writes them."""

BOOLEAN, INTEGER, STRING, ADDRESS = "Boolean", "Integer", "String", "IP address"
STRINGS = f"Array<{STRING}>"
BOOLEANS = f"Array<{BOOLEAN}>"
STRINGS_BY_NAME = f"Map<{STRINGS}>"


def array(kind: str) -> str:
    """Return the type of an array of a type."""
    return f"Array<{kind}>"


def element(kind: str) -> str | None:
    """Return the type of an array's elements, or None for what is no array."""
    return kind[6:-1] if kind.startswith("Array<") else None


def valued(kind: str) -> str | None:
    """Return the type of a map's values, or None for what is no map."""
    return kind[4:-1] if kind.startswith("Map<") else None
