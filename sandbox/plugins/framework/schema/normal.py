"""Values in the shape that their property has."""

from collections.abc import Mapping
from typing import Any

from sandbox.plugins.framework.schema.property import Kind, Property
from sandbox.plugins.framework.values import UNKNOWN, Properties


class ShapeError(ValueError):
    """A value is not of its property's kind; the message says of which it should be."""


def without_nulls(value: Any) -> Any:  # noqa: ANN401 -- any property
    """Return a value without the members of objects that are null: they mean the same as absent ones."""
    if isinstance(value, Mapping):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def shaped(wanted: Property, value: Any) -> Any:  # noqa: ANN401 -- any property
    """Return a value as its kind wants it: "1" is a number where one is wanted, 1 a text, "true" a yes.

    Raises:
        ShapeError: it cannot be had.

    """
    if value is UNKNOWN or value is None:
        return value
    return SHAPES[wanted.kind](wanted, value)


def judged(wanted: Property, value: Any, *, strictly: bool) -> None:  # noqa: ANN401 -- any property
    """Refuse a value that has not the shape of its kind.

    Args:
        wanted: the property.
        value: of the program.
        strictly: numbers and truth values only as such, as the newer of the official libraries wants them.

    Raises:
        ShapeError: it has not.

    """
    shaped(wanted, value)
    if strictly and wanted.kind in {Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN} and isinstance(value, str):
        raise ShapeError(f"should be a {wanted.kind.value}, not a string")


def shaped_fields(fields: Mapping[str, Property], values: Properties) -> dict[str, Any]:
    """Return an object's members in shape; unknown names stay as they are."""
    return {key: shaped(fields[key], item) if key in fields else item for key, item in values.items()}


def _string(_: Property, value: Any) -> str:  # noqa: ANN401 -- any property
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise ShapeError("should be a string")


def _integer(_: Property, value: Any) -> int:  # noqa: ANN401 -- any property
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            raise ShapeError("should be a whole number") from None
    if isinstance(value, bool) or not isinstance(value, int):
        raise ShapeError("should be a whole number")
    return value


def _number(_: Property, value: Any) -> float:  # noqa: ANN401 -- any property
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise ShapeError("should be a number") from None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ShapeError("should be a number")
    return value


def _boolean(_: Property, value: Any) -> bool:  # noqa: ANN401 -- any property
    if isinstance(value, bool):
        return value
    if value in {"true", "1"}:
        return True
    if value in {"false", "0"}:
        return False
    raise ShapeError("should be true or false")


def _map(wanted: Property, value: Any) -> dict[str, Any]:  # noqa: ANN401 -- any property
    if not isinstance(value, Mapping):
        raise ShapeError("should be a map")
    element = wanted.element or TEXT
    return {key: shaped(element, item) for key, item in value.items()}


def _items(wanted: Property, value: Any) -> list[Any]:  # noqa: ANN401 -- any property
    if not isinstance(value, list):
        raise ShapeError("should be a list")
    return [shaped(wanted.element, item) for item in value] if wanted.element else value


def _object(wanted: Property, value: Any) -> dict[str, Any]:  # noqa: ANN401 -- any property
    if not isinstance(value, Mapping):
        raise ShapeError("should be an object")
    return shaped_fields(wanted.fields, value)


def _any(_: Property, value: Any) -> Any:  # noqa: ANN401 -- any property
    return value


TEXT = Property(kind=Kind.STRING)
SHAPES = {
    Kind.STRING: _string,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.MAP: _map,
    Kind.LIST: _items,
    Kind.SET: _items,
    Kind.OBJECT: _object,
    Kind.ANY: _any,
}
