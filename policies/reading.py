"""Reads property values from the wire into plain Python ones, once per resource.

The policy SDK unwraps secrets without a trace and raises on unknowns from inside a rule. Here both are values: a secret
keeps its mark, and an unknown is something that a rule has to decide on.
"""

import enum
from dataclasses import dataclass
from typing import TypeAlias

from google.protobuf.struct_pb2 import Struct
from google.protobuf.struct_pb2 import Value as WireValue


class Unknown(enum.Enum):
    """A value that is known only after the deployment, or in a form that this pack cannot read."""

    UNKNOWN = "not known before apply"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A value that the program, or the provider's schema, marked secret."""

    value: "Value"

    def __repr__(self) -> str:
        return "Secret(...)"


Value: TypeAlias = "bool | int | float | str | Unknown | Secret | list[Value] | dict[str, Value] | None"

UNKNOWN_SENTINELS = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # string
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
"""What the engine writes in place of an unknown. Source: `pulumi_policy.proxy`; a test compares the two."""

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key that makes a wire object something else than an object. Source: `pulumi_policy.deserialize`."""
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the engine's marker of a secret, not a secret
ASSETS = frozenset({"c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"})


DEEPEST = 100
"""Levels of lists and objects. The engine's own messages are refused beyond that: protobuf's limit on nesting."""


def read(properties: Struct, depth: int = 0) -> dict[str, Value]:
    """Return the properties of a resource. Never raises: what it cannot read is UNKNOWN."""
    return {key: read_value(value, depth) for key, value in properties.fields.items()}


def read_value(value: WireValue, depth: int = 0) -> Value:
    """Return one value: numbers without a fraction as int, secrets marked, unknowns and all too deep as UNKNOWN."""
    match value.WhichOneof("kind"):
        case "string_value":
            text = value.string_value
            return UNKNOWN if text in UNKNOWN_SENTINELS else text
        case "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        case "bool_value":
            return value.bool_value
        case "struct_value":
            return _object(value.struct_value, depth + 1) if depth < DEEPEST else UNKNOWN
        case "list_value":
            return [read_value(item, depth + 1) for item in value.list_value.values] if depth < DEEPEST else UNKNOWN
        case _:
            return None


def _object(struct: Struct, depth: int) -> Value:
    fields = struct.fields
    if SIGNATURE not in fields:
        return read(struct, depth)
    signature = fields[SIGNATURE].string_value
    if signature == SECRET:
        return Secret(read_value(fields["value"], depth)) if "value" in fields else Secret(UNKNOWN)
    if signature in ASSETS:
        return {key: read_value(value, depth) for key, value in fields.items() if key != SIGNATURE}
    return UNKNOWN


def listed(value: Value) -> list[Value]:
    """Return the entries of a list; whatever else stands in its place is one entry, which its reader has to judge."""
    return value if isinstance(value, list) else [] if value is None else [value]


def plain(value: Value) -> Value:
    """Return the value without its secret marks, for rules that must see through them."""
    match value:
        case Secret():
            return plain(value.value)
        case list():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case _:
            return value


def is_marked(value: Value) -> bool:
    """Tell whether a value is marked secret, or anything inside it: no text may repeat it then."""
    match value:
        case Secret():
            return True
        case list():
            return any(is_marked(item) for item in value)
        case dict():
            return any(is_marked(item) for item in value.values())
        case _:
            return False
