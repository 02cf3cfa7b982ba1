"""The base of everything that is read from a file or from the engine's configuration."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, refuses what it does not know, and never repeats its input in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def json_schemas(model: type[BaseModel]) -> dict[str, Any]:
    """Return one self-contained JSON schema per field: the engine takes them singly, so `$ref` would lead nowhere."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    return {name: _inline(field, definitions) for name, field in schema.get("properties", {}).items()}


def _inline(node: Any, definitions: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, list):
        return [_inline(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inline(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {key: _inline(value, definitions) for key, value in node.items()}
