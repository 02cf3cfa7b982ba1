"""The API's documents as properties, and back: by the table of a type, so that what it does not know is left out."""

from collections.abc import Mapping
from typing import Any

from sandbox.plugins.framework.schema.property import Kind, Property
from sandbox.plugins.framework.values import UNKNOWN, Properties

PLURALS = {
    "checkPresences": "check_presence",
    "includes": "include",
    "lists": "list",
    "statusCodeTtls": "status_code_ttl",
}
"""Lists that the SDK names in the plural, and the API does not."""


def api_name(name: str) -> str:
    """Return the API's name of a property."""
    return PLURALS.get(name) or "".join(f"_{each.lower()}" if each.isupper() else each for each in name)


def sent(fields: Mapping[str, Property], values: Properties) -> dict[str, Any]:
    """Return properties as the API takes them, without what is null or only the vendor knows."""
    return {
        api_name(name): _sent(fields[name], value)
        for name, value in values.items()
        if name in fields and value is not None and value is not UNKNOWN
    }


def _sent(wanted: Property, value: Any) -> Any:  # noqa: ANN401 -- any property
    if wanted.kind is Kind.OBJECT:
        return sent(wanted.fields, value)
    if wanted.element and isinstance(value, Mapping):
        return {key: _sent(wanted.element, item) for key, item in value.items()}
    if wanted.element and isinstance(value, list):
        return [_sent(wanted.element, item) for item in value]
    return value


def received(fields: Mapping[str, Property], document: Properties) -> dict[str, Any]:
    """Return the API's document as properties; what it leaves out is what the table has as the default."""
    return {name: _received(wanted, document.get(api_name(name))) for name, wanted in fields.items()}


def _received(wanted: Property, value: Any) -> Any:  # noqa: ANN401 -- any property
    if value is None:
        return wanted.default
    if wanted.kind is Kind.OBJECT:
        return received(wanted.fields, value)
    if wanted.element and isinstance(value, Mapping):
        return {key: _received(wanted.element, item) for key, item in value.items()}
    if wanted.element and isinstance(value, list):
        return [_received(wanted.element, item) for item in value]
    return value
