"""Judges a program's inputs: unknown names, missing and ill-shaped values; fills in the defaults."""

from collections.abc import Mapping
from typing import Any

from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.command import assets
from sandbox.plugins.command.fields import Field, Fields, Kind
from sandbox.plugins.framework.values import UNKNOWN, Properties, marked

Failure = tuple[str, str]


def judged(fields: Fields, inputs: Properties) -> tuple[dict[str, Any], list[Failure]]:
    """Return the inputs to go on with, and the path and reason of each failure. No value is in a reason."""
    failures: list[Failure] = []
    return _members(fields, inputs, "", failures), failures


def marked_secrets(fields: Fields, values: Properties) -> dict[str, Any]:
    """Return properties with the marks of secrets inside of them: a connection's private key."""
    return {key: _marked(fields[key], value) if key in fields else value for key, value in values.items()}


def _members(fields: Fields, values: Properties, prefix: str, failures: list[Failure]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in values.items():
        if name not in fields:
            failures.append((prefix + name, f"no such property; there are {', '.join(sorted(fields))}"))
        elif value is not None:
            members[name] = _shaped(fields[name], value, prefix + name, failures)
    for name, wanted in fields.items():
        if name in members:
            continue
        if wanted.required:
            failures.append((prefix + name, "missing; set it"))
        elif wanted.default is not None:
            members[name] = wanted.default
    return members


def _shaped(wanted: Field, value: Any, path: str, failures: list[Failure]) -> Any:  # noqa: ANN401 -- any property
    if value is UNKNOWN:
        return value
    if not _is_a(wanted.kind, value):
        failures.append((path, f"must be {wanted.kind.value}"))
        return value
    if wanted.kind is Kind.OBJECT:
        return _members(wanted.fields, value, f"{path}.", failures)
    if wanted.kind is Kind.SOURCE:
        failures += assets.source_failures(value)
        return assets.completed(value)
    return value


def _is_a(kind: Kind, value: Any) -> bool:  # noqa: ANN401 -- any property
    if kind is Kind.STRINGS:
        return isinstance(value, list) and all(item is UNKNOWN or isinstance(item, str) for item in value)
    if kind is Kind.STRING_MAP:
        return isinstance(value, Mapping) and all(item is UNKNOWN or isinstance(item, str) for item in value.values())
    if kind is Kind.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is Kind.SOURCE:
        return assets.is_asset_or_archive(value)
    return isinstance(value, {Kind.STRING: str, Kind.BOOLEAN: bool, Kind.LIST: list, Kind.OBJECT: Mapping}[kind])


def _marked(wanted: Field, value: Any) -> PropertyValue:  # noqa: ANN401 -- any property
    if wanted.kind is Kind.OBJECT and isinstance(value, Mapping):
        inner = {key: _marked(wanted.fields.get(key, Field()), item) for key, item in value.items()}
        return PropertyValue(inner, is_secret=wanted.secret)
    return marked(value).with_secret(wanted.secret)
