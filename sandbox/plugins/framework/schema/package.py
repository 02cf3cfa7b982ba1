"""The package schema of a plugin: what the engine asks for when it writes a program for an imported resource.

Form: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.plugins.framework.schema.property import COLLECTIONS, Kind, Property, Schema

PLAIN = {Kind.STRING: "string", Kind.INTEGER: "integer", Kind.NUMBER: "number", Kind.BOOLEAN: "boolean"}
ANY = {"$ref": "pulumi.json#/Any"}
Types = dict[str, dict[str, Any]]


def package(name: str, version: str, schemas: Iterable[Schema]) -> str:
    """Return the schema of a package as JSON.

    Args:
        name: of the plugin.
        version: of the plugin.
        schemas: of its types of resources.

    """
    types: Types = {}
    resources = {each.type: _resource(name, each, types) for each in schemas}
    return json.dumps({"name": name, "version": version, "types": types, "resources": resources})


def _resource(package_name: str, schema: Schema, types: Types) -> dict[str, Any]:
    def described(properties: Mapping[str, Property]) -> dict[str, Any]:
        return {
            key: {
                **_type(f"{package_name}:index/{schema.title}{key[0].upper()}{key[1:]}", each, types),
                **_secret(each),
            }
            for key, each in properties.items()
        }

    settable = {key: each for key, each in schema.properties.items() if not each.output}
    named = schema.autonamed and "name" in settable
    return {
        "properties": described(schema.properties),
        "inputProperties": described(settable),
        "requiredInputs": [key for key, each in settable.items() if each.required and not (named and key == "name")],
    }


def _secret(wanted: Property) -> dict[str, bool]:
    return {"secret": True} if wanted.secret else {}


def _type(place: str, wanted: Property, types: Types) -> dict[str, Any]:
    """Return the type of a property; an object's is added to the package's types under its place."""
    if wanted.kind in COLLECTIONS:
        return {"type": "array", "items": _type(place, wanted.element, types) if wanted.element else ANY}
    if wanted.kind is Kind.ANY:
        return dict(ANY)
    if wanted.kind is Kind.MAP:
        each = _type(place, wanted.element, types) if wanted.element else {"type": "string"}
        return {"type": "object", "additionalProperties": each}
    if wanted.kind is not Kind.OBJECT:
        return {"type": PLAIN[wanted.kind]}
    token = f"{place}:{place.rpartition('/')[2]}"
    types[token] = {
        "type": "object",
        "properties": {
            key: _type(f"{place}{key[0].upper()}{key[1:]}", each, types) for key, each in wanted.fields.items()
        },
        "required": [key for key, each in wanted.fields.items() if each.required],
    }
    return {"$ref": f"#/types/{token}"}
