"""The tables agree with the Python SDK of the official provider."""

import inspect
import re
from typing import Any

import pulumi_cloudflare
import pytest

from sandbox.plugins.cloudflare.resources import TYPES
from sandbox.plugins.framework.schema.property import Kind, Property, Schema

SCHEMAS = {each.schema.title: each.schema for each in TYPES}
EACH = pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
OUTPUT = re.compile(r'__props__\.__dict__\["(\w+)"\] = None')
SECRET = re.compile(r"additional_secret_outputs=\[(.*?)\]")
PARENTS = {"zoneId", "accountId"}
"""Required by the SDK; of some types the recordings show that only a later step refuses their absence."""


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)


def parameters(owner: Any) -> dict[str, inspect.Parameter]:
    """Return the arguments that a class of the SDK takes."""
    found = inspect.signature(owner.__init__).parameters
    return {camel(name): each for name, each in found.items() if name not in {"self", "__self__"}}


def arguments(schema: Schema) -> dict[str, inspect.Parameter]:
    """Return the arguments of a type."""
    module = inspect.getmodule(getattr(pulumi_cloudflare, schema.title))
    # Where a nested type has the usual name, the resource's own arguments are `InitArgs`.
    return parameters(getattr(module, f"{schema.title}InitArgs", None) or getattr(module, f"{schema.title}Args"))


@EACH
def test_the_same_inputs_are_taken_and_required(schema: Schema) -> None:
    theirs = arguments(schema)
    ours = {name: each for name, each in schema.properties.items() if not each.output}
    assert set(ours) == set(theirs)
    required = {name for name, each in ours.items() if each.required}
    said = {name for name, each in theirs.items() if each.default is inspect.Parameter.empty}
    assert required - PARENTS == said - PARENTS


@EACH
def test_the_same_outputs_are_given_and_secret(schema: Schema) -> None:
    source = inspect.getsource(getattr(pulumi_cloudflare, schema.title)._internal_init)
    secrets = set(re.findall(r'"(\w+)"', "".join(SECRET.findall(source))))
    outputs = {camel(each) for each in OUTPUT.findall(source)}
    assert {name for name, each in schema.properties.items() if each.secret} == secrets
    assert {name for name, each in schema.properties.items() if each.output} == outputs - set(arguments(schema))


@EACH
def test_the_same_members_of_objects_are_taken(schema: Schema) -> None:
    ours = {name: set(each.fields) for name, each in objects(schema.title, schema.properties)}
    theirs = {
        name: set(parameters(owner)) for name in ours if (owner := getattr(pulumi_cloudflare, f"{name}Args", None))
    }
    assert ours == theirs


def objects(place: str, properties: Any) -> list[tuple[str, Property]]:
    """Return the objects among properties that a program may set, by the names that the SDK gives them."""
    found = []
    for name, each in properties.items():
        inner = each
        while inner.element:
            inner = inner.element
        own = f"{place}{name[0].upper()}{name[1:]}"
        if inner is not each and each.kind is not Kind.MAP:
            own = f"{own[:-3]}y" if own.endswith("ies") else re.sub(r"(?<=ss)es$|s$", "", own)
        if inner.fields and not each.output:
            found += [(own, inner), *objects(own, inner.fields)]
    return found
