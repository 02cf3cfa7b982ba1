"""Values come off the wire with their secret marks, and unknowns as a value."""

import pytest
from google.protobuf.struct_pb2 import Struct, Value
from pulumi_policy import deserialize, proxy

from policies import reading
from policies.reading import DEEPEST, UNKNOWN, Secret, is_marked, plain, read, read_value
from tests.policies.inputs import Encode


def test_the_engines_notation_is_the_one_that_the_policy_sdk_knows() -> None:
    sentinels = {
        value for name, value in vars(proxy).items() if name.startswith("UNKNOWN_") and name.endswith("_VALUE")
    }
    assert sentinels == reading.UNKNOWN_SENTINELS
    assert reading.SIGNATURE == deserialize.SPECIAL_SIG_KEY
    assert reading.SECRET == deserialize.SPECIAL_SECRET_SIG
    assert {deserialize.SPECIAL_ASSET_SIG, deserialize.SPECIAL_ARCHIVE_SIG} == reading.ASSETS


def test_plain_values_keep_their_type(encode: Encode) -> None:
    values = {"text": "a", "whole": 3, "part": 0.5, "yes": True, "nothing": None, "list": [1, "b"], "object": {"k": []}}
    assert read(encode(values)) == values
    assert type(read(encode({"whole": 3}))["whole"]) is int


def test_an_unknown_is_a_value_wherever_it_stands(encode: Encode) -> None:
    assert read(encode({"a": UNKNOWN, "b": [UNKNOWN, 1]})) == {"a": UNKNOWN, "b": [UNKNOWN, 1]}
    for sentinel in reading.UNKNOWN_SENTINELS:
        assert read(encode({"a": sentinel}))["a"] is UNKNOWN


def test_a_secret_keeps_its_mark_and_never_shows_its_value(encode: Encode) -> None:
    value = read(encode({"a": {"b": Secret("hunter2")}}))
    assert value == {"a": {"b": Secret("hunter2")}}
    assert "hunter2" not in repr(value)
    assert plain(value) == {"a": {"b": "hunter2"}}


def test_a_secret_that_is_not_known_is_both(encode: Encode) -> None:
    assert read(encode({"a": Secret(UNKNOWN)})) == {"a": Secret(UNKNOWN)}


def test_a_notation_that_nobody_knows_yet_counts_as_unknown(encode: Encode) -> None:
    assert read(encode({"a": {reading.SIGNATURE: "something else", "value": 1}}))["a"] is UNKNOWN
    assert read(encode({"a": {reading.SIGNATURE: reading.SECRET}}))["a"] == Secret(UNKNOWN)


def test_the_content_of_an_asset_can_be_read(encode: Encode) -> None:
    asset = {reading.SIGNATURE: deserialize.SPECIAL_ASSET_SIG, "text": "content"}
    assert read(encode({"a": asset})) == {"a": {"text": "content"}}


def test_an_empty_value_is_nothing() -> None:
    assert read(Struct(fields={"a": Value()})) == {"a": None}


@pytest.mark.parametrize(
    ("value", "marked"),
    [
        (Secret("x"), True),
        (["a", Secret("x")], True),
        ({"a": [{"b": Secret("x")}]}, True),
        (["a", {"b": "x"}], False),
        (UNKNOWN, False),
        (None, False),
    ],
)
def test_a_value_is_marked_if_anything_in_it_is(value: reading.Value, marked: bool) -> None:
    assert is_marked(value) is marked


def nested(depth: int, *, objects: bool) -> Value:
    """Return lists in lists, or objects in objects, around a text."""
    outer = inner = Value()
    for _ in range(depth):
        inner = inner.struct_value.fields["x"] if objects else inner.list_value.values.add()
    inner.string_value = "bottom"
    return outer


@pytest.mark.parametrize("objects", [False, True])
def test_what_is_as_deep_as_a_message_can_be_is_read_and_what_is_deeper_is_unknown(objects: bool) -> None:
    assert "bottom" in repr(read_value(nested(DEEPEST, objects=objects)))
    deeper = repr(read_value(nested(DEEPEST + 1, objects=objects)))
    assert "UNKNOWN" in deeper
    assert "bottom" not in deeper
