"""The plugin agrees with what was recorded from the official one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import UNKNOWN, plain_map

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "hcloud.json").read_text())
CONFIG = {"token": "t" * 64, "endpoint": "http://127.0.0.1:1/v1"}
EACH = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["type"]).rpartition(":")[2])


@pytest.fixture(scope="module")
def plugin() -> Iterator[Client]:
    with started("hcloud", CONFIG) as client:
        yield client


def read_back(value: Any) -> Any:
    """Return a recorded value with its notation for unknown and secret values resolved."""
    if value == "<unknown>":
        return UNKNOWN
    if isinstance(value, dict):
        return read_back(value["<secret>"]) if "<secret>" in value else {k: read_back(v) for k, v in value.items()}
    return [read_back(item) for item in value] if isinstance(value, list) else value


def present(value: Any) -> Any:
    """Return a value without the nulls of its objects: they mean the same as absent ones."""
    if isinstance(value, dict):
        return {key: present(item) for key, item in value.items() if item is not None}
    return [present(item) for item in value] if isinstance(value, list) else value


def checked(plugin: Client, vector: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
    found, failures = plugin.check(vector["type"], inputs)
    assert not failures
    return {key: value for key, value in plain_map(found).items() if not key.startswith("__")}


@EACH
def test_check_completes_the_inputs(plugin: Client, vector: dict[str, Any]) -> None:
    assert checked(plugin, vector, vector["inputs"]) == read_back(vector["checked"])


@EACH
def test_check_marks_the_same_secrets(plugin: Client, vector: dict[str, Any]) -> None:
    found, _ = plugin.check(vector["type"], vector["inputs"])
    expected = {key for key, value in vector["checked"].items() if isinstance(value, dict) and "<secret>" in value}
    assert {key for key, value in found.items() if value.is_secret} == expected


@EACH
def test_check_requires_the_same_inputs(plugin: Client, vector: dict[str, Any]) -> None:
    def refused(name: str) -> bool:
        less = {key: value for key, value in vector["inputs"].items() if key != name}
        return bool(plugin.check(vector["type"], less)[1])

    assert sorted(name for name in vector["inputs"] if refused(name)) == sorted(vector["required"])


@EACH
def test_an_unknown_property_is_treated_the_same(plugin: Client, vector: dict[str, Any]) -> None:
    _, failures = plugin.check(vector["type"], {**vector["inputs"], "noSuchProperty": "x"})
    assert bool(failures) == (vector["unknown_property"] == "refused")


@EACH
def test_a_preview_shows_the_same(plugin: Client, vector: dict[str, Any]) -> None:
    _, outputs = plugin.create(vector["type"], read_back(vector["checked"]), preview=True)
    assert present(plain_map(outputs)) == present(read_back(vector["preview"]))


def effects(vector: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    for name, change in vector["changes"].items():
        yield name, change["to"], change["effect"]


def test_a_firewall_rule_whose_network_has_host_bits_is_refused(plugin: Client) -> None:
    rule = {"direction": "in", "protocol": "tcp", "port": "22", "sourceIps": ["1.2.3.4/0"]}
    _, failures = plugin.check("hcloud:index/firewall:Firewall", {"rules": [rule]})
    assert failures == [("rules[0].sourceIps[0]", "1.2.3.4/0 is not the start of 0.0.0.0/0")]


@EACH
def test_each_change_has_the_same_effect(plugin: Client, vector: dict[str, Any]) -> None:
    state = {**present(read_back(vector["preview"])), "id": "1"}
    found = {}
    for name, value, _ in effects(vector):
        inputs, failures = plugin.check(vector["type"], {**vector["inputs"], name: value}, read_back(vector["checked"]))
        if failures:
            found[name] = "refused"
            continue
        answer = plugin.diff(vector["type"], state, plain_map(inputs))
        found[name] = "replace" if answer.replaces else "update" if answer.diffs else "none"
    assert found == {name: effect for name, _, effect in effects(vector)}
