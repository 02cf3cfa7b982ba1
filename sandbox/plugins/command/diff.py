"""Compares a state with inputs, as deep as they go."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi.provider.experimental.provider import PropertyDiff, PropertyDiffKind

from sandbox.plugins.command import assets
from sandbox.plugins.command.fields import Fields
from sandbox.plugins.framework.resource import Diff, Difference
from sandbox.plugins.framework.values import UNKNOWN, Properties

REPLACING = {
    PropertyDiffKind.ADD: PropertyDiffKind.ADD_REPLACE,
    PropertyDiffKind.DELETE: PropertyDiffKind.DELETE_REPLACE,
    PropertyDiffKind.UPDATE: PropertyDiffKind.UPDATE_REPLACE,
}
Change = tuple[str, PropertyDiffKind]


def difference(fields: Fields, request: Diff) -> Difference:
    """Return what changes; properties that the program tells the engine to ignore do not."""
    properties, replaces = {}, []
    for name, wanted in fields.items():
        if name in request.ignore_changes:
            continue
        changes = list(_changes(name, request.old.get(name), request.new.get(name)))
        kinds = ((path, REPLACING[kind] if wanted.replaces else kind) for path, kind in changes)
        properties.update({path: PropertyDiff(kind, input_diff=False) for path, kind in kinds})
        if changes and wanted.replaces:
            replaces.append(name)
    return Difference(properties, tuple(replaces))


def differs(fields: Fields, old: Properties, new: Properties) -> bool:
    """Tell whether any property changes."""
    return any(True for name in fields for _ in _changes(name, old.get(name), new.get(name)))


def _changes(path: str, old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401 -- any property
    if old is None or new is None:
        if old is not new:
            yield path, PropertyDiffKind.ADD if old is None else PropertyDiffKind.DELETE
    elif assets.is_asset_or_archive(old) and assets.is_asset_or_archive(new):
        if not assets.same(old, new):
            yield path, PropertyDiffKind.UPDATE
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            yield from _changes(f"{path}{_step(key)}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            yield from _changes(f"{path}[{index}]", _item(old, index), _item(new, index))
    elif new is UNKNOWN or old is UNKNOWN or type(old) is not type(new) or old != new:
        yield path, PropertyDiffKind.UPDATE


def _step(key: str) -> str:
    escaped = key.replace('"', '\\"')
    return f".{key}" if key.isidentifier() else f'["{escaped}"]'


def _item(items: list[Any], index: int) -> object:
    return items[index] if index < len(items) else None
