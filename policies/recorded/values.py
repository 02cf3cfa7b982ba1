"""Property values as the engine writes them into JSON, put back on the wire's notation."""

import json
from collections.abc import Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct

from ..reading import SECRET, SIGNATURE


class Values:
    """Reads values, and counts those that are encrypted and so cannot be read."""

    def __init__(self) -> None:
        self.hidden = 0

    def struct(self, properties: Mapping[str, Any] | None) -> Struct:
        """Return properties as on the wire: with marks of secrets, without what the engine keeps for itself."""
        found = Struct()
        found.update(self._object(properties or {}))
        return found

    def _object(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        return {key: self._value(value) for key, value in properties.items() if not key.startswith("__")}

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        match value:
            case dict() if value.get(SIGNATURE) == SECRET:
                return self._secret(value)
            case dict():
                return self._object(value)
            case list():
                return [self._value(item) for item in value]
            case _:
                return value

    def _secret(self, marked: Mapping[str, Any]) -> dict[str, Any]:
        """Return a marked value; one that is encrypted has no value on the wire, and is then unknown."""
        if isinstance(marked.get("plaintext"), str):
            return {SIGNATURE: SECRET, "value": self._value(json.loads(marked["plaintext"]))}
        self.hidden += 1
        return {SIGNATURE: SECRET}
