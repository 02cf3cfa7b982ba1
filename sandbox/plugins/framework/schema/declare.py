"""Short words for the tables."""

from collections.abc import Mapping
from typing import Any

from sandbox.plugins.framework.schema.property import Kind, Property


def string(**options: Any) -> Property:  # noqa: ANN401 -- the fields of Property
    """Return a text."""
    return Property(kind=Kind.STRING, **options)


def integer(**options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return a whole number."""
    return Property(kind=Kind.INTEGER, **options)


def number(**options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return a number."""
    return Property(kind=Kind.NUMBER, **options)


def anything(**options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return a value of any type: a text, a number, a yes or no, a list or an object."""
    return Property(kind=Kind.ANY, **options)


def boolean(**options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return a yes or no."""
    return Property(kind=Kind.BOOLEAN, **options)


def string_map(**options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return texts by names."""
    return Property(kind=Kind.MAP, **options)


def map_of(element: Property, **options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return things by names."""
    return Property(kind=Kind.MAP, element=element, **options)


def list_of(element: Property, **options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return a list whose order matters."""
    return Property(kind=Kind.LIST, element=element, **options)


def set_of(element: Property, **options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return a list whose order does not matter."""
    return Property(kind=Kind.SET, element=element, **options)


def nested(fields: Mapping[str, Property], **options: Any) -> Property:  # noqa: ANN401 -- as above
    """Return an object."""
    return Property(kind=Kind.OBJECT, fields=fields, **options)
