"""Completes inputs with what the vendor decides inside of them, as the newer of the official libraries does."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from sandbox.plugins.framework.schema.property import COLLECTIONS, Kind, Property
from sandbox.plugins.framework.values import UNKNOWN


class New(Enum):
    """The type of `NEW`."""

    NEW = "the state has nothing at this place"


NEW: Final = New.NEW
"""In place of a state's value where there is none, which is not the same as a value that is null."""


def completed(wanted: Property, given: Any, old: Any = NEW, *, changing: bool = False) -> Any:  # noqa: ANN401 -- any property
    """Return an input as the state writes it.

    Args:
        wanted: the property.
        given: the input, not null.
        old: what the state has in its place. Elements of a list are compared by their place, of a map by their name.
        changing: something changes, so that what the vendor decides is unknown unless it is known to stay.

    """
    if given is UNKNOWN:
        return UNKNOWN
    if wanted.kind is Kind.OBJECT:
        before = old if isinstance(old, Mapping) else None
        return {
            name: _member(member, given.get(name), NEW if before is None else before.get(name), changing=changing)
            for name, member in wanted.fields.items()
        }
    if wanted.element and wanted.kind is Kind.MAP:
        named = old if isinstance(old, Mapping) else {}
        return {
            key: completed(wanted.element, item, named.get(key, NEW), changing=changing) for key, item in given.items()
        }
    if wanted.element and wanted.element.kind is Kind.OBJECT:
        olds = [*(old if isinstance(old, list) else []), *[NEW] * len(given)]
        return [completed(wanted.element, item, olds[place], changing=changing) for place, item in enumerate(given)]
    return stored(wanted, given)


def stored(wanted: Property, given: Any) -> Any:  # noqa: ANN401 -- any property
    """Return a plain value, or a list of such, as the state writes it."""
    store = wanted.stores or (wanted.element.stores if wanted.element else None)
    if not store:
        return given
    return [store(item) for item in given] if wanted.kind in COLLECTIONS else store(given)


def _member(member: Property, given: Any, old: Any, *, changing: bool) -> Any:  # noqa: ANN401 -- any property
    if given is not None:
        return completed(member, given, old, changing=changing)
    if member.default is not None:
        return member.default
    if not member.computed:
        return None
    if changing:
        return old if member.keeps and old not in (None, NEW) else UNKNOWN
    return UNKNOWN if old is NEW else old
