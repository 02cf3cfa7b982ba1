"""Property maps as the engine sends them.

The SDK's own codec takes an unknown for a string and cannot send one (`PropertyValue.marshal` raises for `Computed`),
so unknowns are translated here. The SDK's assets and archives lose their hash, so they stay the mappings that they are
on the wire, with their signature. References are left to the SDK.
"""

from collections.abc import Mapping

from google.protobuf.struct_pb2 import ListValue, Struct, Value
from pulumi.provider.experimental.property_value import Computed, PropertyValue
from pulumi.runtime import rpc

SIGNATURE = rpc._special_sig_key
SECRET = rpc._special_secret_sig
ASSET = rpc._special_asset_sig
ARCHIVE = rpc._special_archive_sig
UNKNOWN_TEXTS = frozenset(
    {
        rpc.UNKNOWN,  # of any type; the others are listed in the engine's sdk/v3/go/common/resource/plugin/rpc.go
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # bool
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
UNKNOWN = PropertyValue.computed()


def decode_map(properties: Struct) -> dict[str, PropertyValue]:
    """Return the properties of a message."""
    return {key: decode(value) for key, value in properties.fields.items()}


def decode(value: Value) -> PropertyValue:
    """Return one value; an unknown is a `Computed`."""
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        text = value.string_value
        return UNKNOWN if text in UNKNOWN_TEXTS else PropertyValue(text)
    if kind == "list_value":
        return PropertyValue([decode(item) for item in value.list_value.values])
    if kind == "struct_value":
        fields = value.struct_value.fields
        signature = fields[SIGNATURE].string_value if SIGNATURE in fields else None
        if signature in {None, ASSET, ARCHIVE}:
            return PropertyValue({key: decode(item) for key, item in fields.items()})
        if signature == SECRET:
            return decode(fields["value"]).with_secret(is_secret=True)
    return PropertyValue.unmarshal(value)


def encode_map(properties: Mapping[str, PropertyValue]) -> Struct:
    """Return properties as a message's field."""
    return Struct(fields={key: encode(value) for key, value in properties.items()})


def encode(value: PropertyValue) -> Value:
    """Return one value as the engine reads it."""
    inner = value.value
    if value.is_secret:
        fields = {SIGNATURE: Value(string_value=SECRET), "value": encode(value.with_secret(is_secret=False))}
        return Value(struct_value=Struct(fields=fields))
    if isinstance(inner, Computed):
        return Value(string_value=rpc.UNKNOWN)
    if isinstance(inner, tuple):
        return Value(list_value=ListValue(values=[encode(item) for item in inner]))
    if isinstance(inner, Mapping):
        return Value(struct_value=encode_map(inner))
    return value.marshal()
