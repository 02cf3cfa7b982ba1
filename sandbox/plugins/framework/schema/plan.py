"""What a resource will look like: Terraform's planning, as the official provider's two generations of types do it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.plugins.framework.schema.completed import completed, stored
from sandbox.plugins.framework.schema.normal import without_nulls
from sandbox.plugins.framework.schema.property import COLLECTIONS, ZEROS, Generation, Kind, Property, Schema
from sandbox.plugins.framework.values import UNKNOWN, Properties, has_unknown


def planned(schema: Schema, inputs: Properties, state: Properties | None) -> dict[str, Any]:
    """Return all properties as they will be, unknown where only the vendor can tell.

    Args:
        schema: the type.
        inputs: checked inputs, in shape.
        state: properties as they are, None for a resource that does not exist yet.

    """
    if state is None:
        return {name: _made(schema, wanted, inputs.get(name)) for name, wanted in schema.properties.items()}
    return (_sdk_update if schema.generation is Generation.SDK else _framework_update)(schema, inputs, state)


def same(wanted: Property, left: Any, right: Any) -> bool:  # noqa: ANN401 -- any property
    """Tell whether two values of a property are equal; a set's order and members that are null do not count."""
    if left is UNKNOWN or right is UNKNOWN:
        return False
    return bool(without_nulls(_sorted(wanted, left)) == without_nulls(_sorted(wanted, right)))


def _made(schema: Schema, wanted: Property, given: Any) -> Any:  # noqa: ANN401 -- any property
    if given is not None:
        if schema.generation is Generation.FRAMEWORK:
            return _sorted(wanted, completed(wanted, given))
        return _filled(wanted, given, [])
    if wanted.default is not None:
        return wanted.default
    if wanted.computed and not wanted.absent_ignored:
        return UNKNOWN
    return [] if wanted.block else None


def _sdk_update(schema: Schema, inputs: Properties, state: Properties) -> dict[str, Any]:
    return {
        name: _sdk_value(wanted, inputs.get(name), _sorted(wanted, state.get(name)))
        for name, wanted in schema.properties.items()
    }


def _sdk_value(wanted: Property, given: Any, old: Any) -> Any:  # noqa: ANN401 -- any property
    if old is UNKNOWN and wanted.kind is Kind.INTEGER:
        return old  # recorded: a whole number that the state does not know is left alone
    if given is None:
        if wanted.absent_ignored or (wanted.computed and wanted.default is None):
            return old
        value = wanted.default if wanted.default is not None else [] if wanted.block else None
    else:
        matches = old if isinstance(old, list) else [old]
        value = _filled(wanted, given, [item for item in matches if isinstance(item, Mapping)])
    if _sdk_equal(wanted, old, value) or (wanted.ignores and value is not UNKNOWN and wanted.ignores(old, value)):
        return old
    return value


def _sdk_equal(wanted: Property, old: Any, new: Any) -> bool:  # noqa: ANN401 -- any property
    """The SDK does not tell a zero value from an absent one, at no depth."""
    zero = ZEROS.get(wanted.kind)
    left, right = (zero if each is None else each for each in (old, new))
    return same(wanted, left, right) or same(wanted, _without_zeros(left), _without_zeros(right))


def _without_zeros(value: Any) -> Any:  # noqa: ANN401 -- any property
    """Return a value without those members of its objects that are absent or zero."""
    if isinstance(value, Mapping):
        return {key: _without_zeros(item) for key, item in value.items() if item not in (None, "", 0, [], {})}
    return [_without_zeros(item) for item in value] if isinstance(value, list) else value


def _framework_update(schema: Schema, inputs: Properties, state: Properties) -> dict[str, Any]:
    old = {name: _sorted(wanted, state.get(name)) for name, wanted in schema.properties.items()}
    plan = {name: _framework_value(wanted, inputs.get(name), old[name]) for name, wanted in schema.properties.items()}
    if all(same(wanted, plan[name], old[name]) for name, wanted in schema.properties.items()):
        return plan
    for name, wanted in schema.properties.items():
        given = inputs.get(name)
        if given is not None and plan[name] is not old[name] and not same(wanted, plan[name], old[name]):
            plan[name] = _sorted(wanted, completed(wanted, given, old[name], changing=True))
        elif wanted.computed and given is None and wanted.default is None:
            plan[name] = old[name] if wanted.keeps and old[name] is not None else UNKNOWN
    return plan


def _framework_value(wanted: Property, given: Any, old: Any) -> Any:  # noqa: ANN401 -- any property
    if given is not None:
        value = _sorted(wanted, completed(wanted, given, old))
        return old if wanted.ignores and wanted.ignores(old, value) else value
    if wanted.default is not None:
        return wanted.default
    return old if wanted.computed else None


def _filled(wanted: Property, given: Any, olds: list[Any]) -> Any:  # noqa: ANN401 -- any property
    """Return an input as the state of the older library writes it, its own members completed."""
    if given is UNKNOWN:
        return UNKNOWN
    if wanted.kind is Kind.OBJECT:
        return _members(wanted, given, olds[0] if olds else None)
    if wanted.kind in COLLECTIONS and wanted.element and wanted.element.kind is Kind.OBJECT:
        items = [_members(wanted, item, _match(wanted.element, item, olds)) for item in given]
        return _sorted(wanted, items)
    if has_unknown(given):
        return UNKNOWN
    if wanted.kind is Kind.MAP and not given:
        return None
    return _sorted(wanted, stored(wanted, given))


def _members(wanted: Property, given: Any, old: Any) -> Any:  # noqa: ANN401 -- any property
    if given is UNKNOWN:
        return UNKNOWN
    fields = wanted.fields or (wanted.element.fields if wanted.element else {})
    in_set = wanted.kind is Kind.SET
    members = {}
    for name, member in fields.items():
        value = given.get(name)
        if value is not None:
            members[name] = _filled(member, value, [])
        elif member.default is not None:
            members[name] = member.default
        elif member.computed:
            members[name] = UNKNOWN if old is None else old.get(name)
        else:
            members[name] = ZEROS.get(member.kind) if in_set else None
    return members


def _match(element: Property, given: Any, olds: list[Any]) -> Any:  # noqa: ANN401 -- any property
    """Return the old element that an input means: it agrees in everything that the program says."""
    if given is UNKNOWN:
        return None
    return next((old for old in olds if _agrees(element.fields, given, old)), None)


def _agrees(fields: Mapping[str, Property], given: Properties, old: Properties) -> bool:
    return all(
        same(member, given.get(name, member.default), old.get(name))
        for name, member in fields.items()
        if not (member.computed and given.get(name) is None)
    )


def _sorted(wanted: Property, value: Any) -> Any:  # noqa: ANN401 -- any property
    """Return a set in one order without its duplicates, at any depth; anything else as it is."""
    if isinstance(value, list) and wanted.element:
        items = [_sorted(wanted.element, item) for item in value]
        if wanted.kind is not Kind.SET:
            return items
        unique = {_key(item): item for item in items}
        order: Callable[[str], Any] = (lambda key: unique[key]) if _plain_order(unique) else str
        return [unique[key] for key in sorted(unique, key=order)]
    if isinstance(value, Mapping) and wanted.fields:
        return {key: _sorted(wanted.fields[key], item) if key in wanted.fields else item for key, item in value.items()}
    return value


def _plain_order(items: Mapping[str, Any]) -> bool:
    return all(isinstance(item, int) for item in items.values())


def _key(value: Any) -> str:  # noqa: ANN401 -- any property
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
