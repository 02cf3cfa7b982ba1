"""The plugin agrees with what was recorded from the official one."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import grpc
import pytest
from pulumi.provider.experimental.property_value import Computed, PropertyValue
from pulumi.runtime.proto import provider_pb2

from sandbox.plugins.framework.client import Client, started

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "command.json").read_text())
SOME = provider_pb2.DiffResponse.DIFF_SOME
each_type = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["type"])
each_change = pytest.mark.parametrize(
    ("vector", "name"),
    [(vector, name) for vector in VECTORS for name in vector["changes"]],
    ids=lambda value: value if isinstance(value, str) else value["type"],
)


@pytest.fixture(scope="module")
def command() -> Iterator[Client]:
    """Return one plugin for all vectors: none of them changes it."""
    with started("command") as plugin:
        yield plugin


def noted(value: PropertyValue) -> Any:
    """Return a value in the notation of the vectors."""
    if value.is_secret:
        return {"<secret>": noted(value.with_secret(is_secret=False))}
    if isinstance(value.value, Computed):
        return "<unknown>"
    if isinstance(value.value, tuple):
        return [noted(item) for item in value.value]
    if isinstance(value.value, Mapping):
        return {key: noted(item) for key, item in value.value.items()}
    return value.value


def noted_map(properties: Mapping[str, PropertyValue]) -> dict[str, Any]:
    return {key: noted(value) for key, value in properties.items() if not key.startswith("__")}


@each_type
def test_check_completes_inputs_like_the_official_plugin(command: Client, vector: dict[str, Any]) -> None:
    checked, failures = command.check(vector["type"], vector["inputs"])
    assert not failures
    assert noted_map(checked) == vector["checked"]


@each_type
def test_check_refuses_a_missing_required_input(command: Client, vector: dict[str, Any]) -> None:
    for name in vector["inputs"]:
        inputs = {key: value for key, value in vector["inputs"].items() if key != name}
        _, failures = command.check(vector["type"], inputs)
        assert [path for path, _ in failures] == ([name] if name in vector["required"] else [])


@each_type
def test_check_refuses_an_unknown_input(command: Client, vector: dict[str, Any]) -> None:
    _, failures = command.check(vector["type"], {**vector["inputs"], "surprise": 1})
    assert [path for path, _ in failures] == ["surprise"]


@each_type
def test_a_preview_shows_the_inputs_and_unknown_outputs(command: Client, vector: dict[str, Any]) -> None:
    checked, _ = command.check(vector["type"], vector["inputs"])
    _, outputs = command.create(vector["type"], checked, preview=True)
    assert noted_map(outputs) == vector["preview"]


@each_change
def test_a_change_has_the_effect_that_the_official_plugin_says(
    command: Client, vector: dict[str, Any], name: str
) -> None:
    change = vector["changes"][name]
    old, _ = command.check(vector["type"], vector["inputs"])
    state = {**old, "stdout": "a", "stderr": ""} if "stdout" in vector["preview"] else dict(old)
    new, failures = command.check(vector["type"], {**vector["inputs"], name: change["to"]}, old)
    assert not failures
    answer = command.diff(vector["type"], state, new, old_inputs=old)
    assert answer.changes == SOME
    assert list(answer.replaces) == ([name] if change["effect"] == "replace" else [])
    assert set(answer.diffs) == {name}


def test_a_type_that_does_not_exist_is_refused_by_name(command: Client) -> None:
    with pytest.raises(grpc.RpcError, match="command:local:Orchestra: the sandbox's command plugin has no such"):
        command.create("command:local:Orchestra", {})


@each_type
def test_an_unchanged_resource_has_no_difference(command: Client, vector: dict[str, Any]) -> None:
    checked, _ = command.check(vector["type"], vector["inputs"])
    answer = command.diff(vector["type"], checked, checked, old_inputs=checked)
    assert (answer.changes, dict(answer.detailedDiff)) == (provider_pb2.DiffResponse.DIFF_NONE, {})
