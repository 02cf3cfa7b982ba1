"""What the types make: recorded vectors end where values begin."""

import base64
import re
import uuid
from collections.abc import Iterator
from typing import Any

import bcrypt
import grpc
import pytest

from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import UNKNOWN, plain_map


def token(name: str) -> str:
    return f"random:index/random{name}:Random{name}"


@pytest.fixture(scope="module")
def plugin() -> Iterator[Client]:
    with started("random") as client:
        yield client


def created(plugin: Client, name: str, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    resource_id, outputs = plugin.create(token(name), inputs)
    return resource_id, plain_map(outputs)


def imported(plugin: Client, name: str, text: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    resource_id, outputs, inputs = plugin.read(token(name), text)
    return resource_id, plain_map(outputs), plain_map(inputs)


def test_a_string_has_the_characters_it_is_asked_for(plugin: Client) -> None:
    inputs = {"length": 40, "minUpper": 5, "minNumeric": 6, "minSpecial": 7, "lower": False, "overrideSpecial": "@"}
    resource_id, outputs = created(plugin, "String", inputs)
    text = outputs["result"]
    assert resource_id == outputs["id"] == text
    assert re.fullmatch("[A-Z0-9@]{40}", text)
    assert len(re.findall("[A-Z]", text)) >= 5
    assert len(re.findall("[0-9]", text)) >= 6
    assert text.count("@") >= 7


def test_two_strings_are_different(plugin: Client) -> None:
    assert created(plugin, "String", {"length": 32}) != created(plugin, "String", {"length": 32})


def test_a_password_is_a_secret_with_its_hash(plugin: Client) -> None:
    resource_id, outputs = plugin.create(token("Password"), {"length": 20})
    assert resource_id == "none"
    assert {name for name, value in outputs.items() if value.is_secret} == {"result", "bcryptHash"}
    found = plain_map(outputs)
    assert len(found["result"]) == 20
    assert bcrypt.checkpw(found["result"].encode(), found["bcryptHash"].encode())


def test_bytes_are_secret_in_both_notations(plugin: Client) -> None:
    resource_id, outputs = plugin.create(token("Bytes"), {"length": 33})
    found = plain_map(outputs)
    assert resource_id == "none"
    assert base64.b64decode(found["base64"]).hex() == found["hex"]
    assert len(found["hex"]) == 66
    assert outputs["base64"].is_secret
    assert outputs["hex"].is_secret


def test_every_notation_of_an_id_has_the_prefix_but_the_id(plugin: Client) -> None:
    resource_id, outputs = created(plugin, "Id", {"byteLength": 5, "prefix": "p-"})
    content = bytes.fromhex(outputs["hex"].removeprefix("p-"))
    assert len(content) == 5
    assert outputs["b64Url"] == f"p-{resource_id}"
    assert outputs["b64Std"] == f"p-{base64.b64encode(content).decode()}"
    assert outputs["dec"] == f"p-{int.from_bytes(content, 'big')}"


def test_a_number_lies_between_its_limits(plugin: Client) -> None:
    resource_id, outputs = created(plugin, "Integer", {"min": 7, "max": 8})
    assert outputs["result"] in {7, 8}
    assert resource_id == str(outputs["result"])


def test_a_seed_repeats_its_choice(plugin: Client) -> None:
    inputs = {"min": 0, "max": 10**9, "seed": "s"}
    assert created(plugin, "Integer", inputs) == created(plugin, "Integer", inputs)
    shuffled = {"inputs": [str(number) for number in range(50)], "seed": "s"}
    assert created(plugin, "Shuffle", shuffled) == created(plugin, "Shuffle", shuffled)


@pytest.mark.parametrize(("count", "length"), [(None, 3), (0, 3), (2, 2), (7, 7)])
def test_a_shuffle_uses_each_text_before_it_repeats_one(plugin: Client, count: int | None, length: int) -> None:
    wanted = {} if count is None else {"resultCount": count}
    resource_id, outputs = created(plugin, "Shuffle", {"inputs": ["a", "b", "c"], **wanted})
    results = outputs["results"]
    assert resource_id == "-"
    assert len(results) == length
    for start in range(0, length, 3):
        batch = results[start : start + 3]
        assert len(set(batch)) == len(batch)


@pytest.mark.parametrize(
    ("inputs", "form"),
    [
        ({}, "[a-z]+-[a-z]+"),
        ({"length": 1}, "[a-z]+"),
        ({"length": 4, "separator": "_", "prefix": "x"}, "x(_[a-z]+){4}"),
    ],
)
def test_a_pet_has_as_many_words_as_asked_for(plugin: Client, inputs: dict[str, Any], form: str) -> None:
    resource_id, _ = created(plugin, "Pet", inputs)
    assert re.fullmatch(form, resource_id)


@pytest.mark.parametrize(("name", "version"), [("Uuid4", 4), ("Uuid7", 7)])
def test_a_uuid_has_its_version(plugin: Client, name: str, version: int) -> None:
    resource_id, outputs = created(plugin, name, {})
    assert uuid.UUID(outputs["result"]).version == version
    assert resource_id == outputs["result"]


def test_a_uuid_without_version_is_one_in_form(plugin: Client) -> None:
    resource_id, _ = created(plugin, "Uuid", {})
    assert str(uuid.UUID(resource_id)) == resource_id


@pytest.mark.parametrize(
    ("name", "inputs", "path"),
    [
        ("Password", {"length": 0}, "length"),
        ("Password", {"length": "16"}, "length"),
        ("Password", {"length": 16.5}, "length"),
        ("Password", {"length": 16, "special": "true"}, "special"),
        ("Password", {"length": 16, "result": "mine"}, "result"),
        ("String", {"length": 3, "minUpper": 2, "minLower": 2}, "length"),
        ("Bytes", {"length": 0}, "length"),
        ("Id", {"byteLength": 8, "keepers": ["a"]}, "keepers"),
        ("Shuffle", {"inputs": "a"}, "inputs"),
    ],
)
def test_check_refuses_what_does_not_fit(plugin: Client, name: str, inputs: dict[str, Any], path: str) -> None:
    _, failures = plugin.check(token(name), inputs)
    assert [failed for failed, _ in failures] == [path]


def test_a_text_may_be_given_as_a_number(plugin: Client) -> None:
    checked, failures = plugin.check(token("Id"), {"byteLength": 8, "prefix": 5})
    assert not failures
    assert plain_map(checked)["prefix"] == 5
    assert created(plugin, "Id", plain_map(checked))[1]["hex"].startswith("5")


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("Integer", {"min": 2, "max": 1}, "RandomInteger::x: max: 1 is less than min, 2"),
        ("String", {"length": 4, "number": True, "numeric": False}, "RandomString::x: number and numeric are the same"),
        (
            "String",
            {"length": 4, "upper": False, "lower": False, "numeric": False, "special": False},
            "RandomString::x: length: 4 of 4 characters have no class",
        ),
    ],
)
def test_contradictions_are_refused_when_the_value_is_made(
    plugin: Client, name: str, inputs: dict[str, Any], message: str
) -> None:
    assert plugin.check(token(name), inputs)[1] == []
    with pytest.raises(grpc.RpcError, match=message):
        plugin.create(token(name), inputs)


def test_contradicting_digits_are_refused_by_the_difference_and_the_preview(plugin: Client) -> None:
    inputs = {"length": 4, "number": True, "numeric": False}
    _, state = created(plugin, "String", {"length": 4})
    with pytest.raises(grpc.RpcError, match="number and numeric are the same"):
        plugin.diff(token("String"), state, inputs)
    with pytest.raises(grpc.RpcError, match="number and numeric are the same"):
        plugin.create(token("String"), inputs, preview=True)


def test_number_and_numeric_follow_each_other(plugin: Client) -> None:
    _, outputs = created(plugin, "String", {"length": 4, "number": False})
    assert (outputs["number"], outputs["numeric"]) == (False, False)


@pytest.mark.parametrize(
    ("name", "old", "new", "effect"),
    [
        ("String", {"keepers": {"a": "1"}}, {"keepers": {"a": "1"}}, "none"),
        ("String", {"keepers": {"a": "1"}}, {"keepers": {"a": "2"}}, "replace"),
        ("String", {"keepers": {"a": "1"}}, {}, "replace"),
        ("String", {}, {"keepers": {}}, "update"),
        ("String", {}, {"keepers": UNKNOWN}, "update"),
        ("String", {"overrideSpecial": ""}, {}, "update"),
        ("String", {"overrideSpecial": "@"}, {}, "replace"),
        ("String", {}, {"overrideSpecial": "@"}, "replace"),
        ("Bytes", {}, {"keepers": {}}, "replace"),
    ],
)
def test_what_counts_for_nothing_does_not_replace(
    plugin: Client, name: str, old: dict[str, Any], new: dict[str, Any], effect: str
) -> None:
    _, state = created(plugin, name, {"length": 8, **old})
    answer = plugin.diff(token(name), state, {"length": 8, **new})
    assert ("replace" if answer.replaces else "update" if answer.diffs else "none") == effect


def test_an_update_that_counts_for_nothing_keeps_the_value(plugin: Client) -> None:
    resource_id, state = created(plugin, "Password", {"length": 8, "overrideSpecial": ""})
    for preview in (True, False):
        outputs = plain_map(plugin.update(token("Password"), resource_id, state, {"length": 8}, preview=preview))
        assert outputs == {name: value for name, value in state.items() if name != "overrideSpecial"}


def test_a_refresh_returns_the_state_with_its_secrets(plugin: Client) -> None:
    resource_id, state = plugin.create(token("Password"), {"length": 8})
    found_id, outputs, inputs = plugin.read(token("Password"), resource_id, plain_map(state), {"length": 8})
    assert (found_id, outputs) == (resource_id, state)
    assert plain_map(inputs) == {"length": 8}


def test_a_string_is_imported_by_itself(plugin: Client) -> None:
    resource_id, outputs, inputs = imported(plugin, "String", "héllo")
    assert (resource_id, outputs["result"], outputs["special"], inputs) == ("héllo", "héllo", True, {"length": 6})


def test_a_password_is_imported_by_itself(plugin: Client) -> None:
    resource_id, outputs, inputs = imported(plugin, "Password", "sesame")
    assert (resource_id, outputs["result"], inputs) == ("none", "sesame", {"length": 6})
    assert bcrypt.checkpw(b"sesame", outputs["bcryptHash"].encode())


def test_an_id_is_imported_with_its_prefix(plugin: Client) -> None:
    made_id, made = created(plugin, "Id", {"byteLength": 8, "prefix": "a,b"})
    assert imported(plugin, "Id", f"a,b,{made_id}") == (made_id, made, {"byteLength": 8, "prefix": "a,b"})


def test_bytes_are_imported_in_base64(plugin: Client) -> None:
    _, outputs, _ = imported(plugin, "Bytes", base64.b64encode(b"abc").decode())
    assert (outputs["hex"], outputs["length"]) == (b"abc".hex(), 3)


def test_a_number_is_imported_with_its_limits(plugin: Client) -> None:
    resource_id, outputs, inputs = imported(plugin, "Integer", "5,1,9,s")
    assert (resource_id, outputs["result"], inputs) == ("5", 5, {"min": 1, "max": 9, "seed": "s"})


@pytest.mark.parametrize("name", ["Uuid", "Uuid4", "Uuid7"])
def test_a_uuid_is_imported_by_itself(plugin: Client, name: str) -> None:
    made_id, made = created(plugin, name, {})
    assert imported(plugin, name, made_id) == (made_id, made, {})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Id", "n o"),
        ("Bytes", "n o"),
        ("Integer", "1,2"),
        ("Integer", "a,b,c"),
        ("Uuid", "123"),
        ("Uuid7", "123"),
        ("Pet", "a-b"),
        ("Shuffle", "-"),
    ],
)
def test_what_cannot_be_imported_is_refused(plugin: Client, name: str, text: str) -> None:
    with pytest.raises(grpc.RpcError, match=f"Random{name}.*cannot be imported"):
        plugin.read(token(name), text)
