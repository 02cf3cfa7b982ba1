"""Judges a program's inputs: unknown names, missing and ill-shaped values, rules of the type."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from sandbox.plugins.framework.naming import unique_name
from sandbox.plugins.framework.requests import Autonaming
from sandbox.plugins.framework.resource import Check, Checked
from sandbox.plugins.framework.schema.normal import ShapeError, judged, shaped, without_nulls
from sandbox.plugins.framework.schema.property import COLLECTIONS, Generation, Kind, Property, Schema
from sandbox.plugins.framework.values import UNKNOWN, Properties

Failure = tuple[str, str]
NAME = "name"
DEFAULTED = "__defaults"
"""Where the official plugins keep which inputs they filled in; the engine hides it."""


def checked(schema: Schema, request: Check) -> Checked:
    """Return the inputs to go on with, and what is wrong with them."""
    given = {key: value for key, value in without_nulls(request.new).items() if not key.startswith("__")}
    inputs = _named(schema, given, request)
    failures = [*_strangers(schema, given), *_missing(schema, inputs)]
    shapes = dict(_shape(schema, inputs))
    failures += [(path, reason) for path, reason in shapes.items() if path not in dict(failures)]
    if not failures:
        inputs = _shaped(schema, inputs)
        failures += _broken(schema.properties, inputs)
        failures += [failure for rule in schema.checks for failure in rule(inputs)]
    secrets = frozenset(name for name, wanted in schema.properties.items() if wanted.secret)
    inputs[DEFAULTED] = [NAME] if NAME in inputs and NAME not in given else []
    return Checked(inputs, tuple(failures), secrets)


def _named(schema: Schema, given: Properties, request: Check) -> dict[str, Any]:
    """Return the inputs with a name: the one that was made before, the engine's, or one of our own making."""
    if not schema.autonamed or NAME not in schema.properties or NAME in given:
        return dict(given)
    old = request.old
    if NAME in (old.get(DEFAULTED) or ()) and old.get(NAME):
        return {**given, NAME: old[NAME]}
    if request.autonaming is Autonaming.DISABLE:
        return dict(given)
    made = request.proposed_name or unique_name(request.random_seed, f"{request.name}-")
    return {**given, NAME: made}


def _strangers(schema: Schema, given: Properties) -> Iterator[Failure]:
    for name in given:
        wanted = schema.properties.get(name)
        if wanted is None and schema.generation is Generation.SDK:
            settable = [key for key, each in schema.properties.items() if not each.output]
            yield name, f"{schema.title} has no property {name!r}; {_nearest(name, settable)}"
        elif wanted and wanted.output:
            yield name, f"{schema.title} decides {name!r} itself; remove it"


def _nearest(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"did you mean {close[0]!r}?" if close else f"it has {', '.join(sorted(known))}"


def _missing(schema: Schema, inputs: Properties) -> Iterator[Failure]:
    for name, wanted in schema.properties.items():
        if wanted.required and name not in inputs:
            yield name, f"{schema.title} needs {name!r}; set it"


def _shape(schema: Schema, inputs: Properties) -> Iterator[Failure]:
    for name, value in inputs.items():
        if name in schema.properties:
            try:
                judged(schema.properties[name], value, strictly=schema.generation is Generation.FRAMEWORK)
            except ShapeError as error:
                yield name, str(error)


def _shaped(schema: Schema, inputs: Properties) -> dict[str, Any]:
    if schema.generation is Generation.FRAMEWORK:
        return dict(inputs)
    return {name: shaped(schema.properties[name], value) for name, value in inputs.items()}


def _broken(properties: Mapping[str, Property], inputs: Properties, prefix: str = "") -> Iterator[Failure]:
    """Go through the rules of each value, and of the values inside it."""
    for name, value in inputs.items():
        wanted = properties.get(name)
        if wanted is None or value is UNKNOWN or value is None:
            continue
        path = prefix + name
        yield from ((path, reason) for rule in wanted.rules if (reason := rule(value)))
        if wanted.kind in COLLECTIONS:
            yield from _broken_items(wanted, value, path)
        elif wanted.kind is Kind.OBJECT:
            yield from _broken_members(wanted, value, path)
        elif wanted.element and wanted.element.kind is Kind.OBJECT:
            for key, item in value.items():
                yield from _broken_members(wanted.element, item, f"{path}.{key}")


def _broken_items(wanted: Property, items: list[Any], path: str) -> Iterator[Failure]:
    if len(items) < wanted.minimum:
        yield path, f"{len(items)} elements; at least {wanted.minimum}"
    for index, item in enumerate(items):
        if wanted.element is None or item is UNKNOWN:
            continue
        place = f"{path}[{index}]"
        if wanted.element.kind is Kind.OBJECT:
            yield from _broken_members(wanted.element, item, place)
        else:
            yield from ((place, reason) for rule in wanted.element.rules if (reason := rule(item)))


def _broken_members(wanted: Property, members: Properties, path: str) -> Iterator[Failure]:
    for name in members:
        if name not in wanted.fields and not name.startswith("__"):
            yield f"{path}.{name}", f"no such property; {_nearest(name, list(wanted.fields))}"
    for name, member in wanted.fields.items():
        if member.required and members.get(name) is None:
            yield f"{path}.{name}", "missing; set it"
    yield from _broken(wanted.fields, members, f"{path}.")
