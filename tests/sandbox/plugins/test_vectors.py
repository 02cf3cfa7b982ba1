"""The plugins agree with what was recorded from the official ones; the notation is in `vectors/README.md`."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import grpc
import pytest
from pulumi.provider.experimental.property_value import Computed, PropertyValue

from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import UNKNOWN

PLUGINS: dict[str, dict[str, str]] = {
    "cloudflare": {"apiToken": "t" * 40, "baseUrl": "http://127.0.0.1:1/client/v4"},
    "command": {},
    "hcloud": {"token": "t" * 64, "endpoint": "http://127.0.0.1:1/v1"},
    "random": {},
}
"""Plugin and its configuration; nobody answers at the endpoint, and nobody is asked."""
VECTORS = [
    (plugin, vector)
    for plugin in PLUGINS
    for vector in json.loads((Path(__file__).parent / "vectors" / f"{plugin}.json").read_text())
]
EACH = pytest.mark.parametrize(("plugin", "vector"), VECTORS, ids=[vector["type"] for _, vector in VECTORS])
Get = Callable[[str], Client]


@pytest.fixture(scope="module")
def get() -> Iterator[Get]:
    """Return the process of a plugin: one for all vectors, for none of them changes it."""
    with ExitStack() as processes:
        yield cache(lambda plugin: processes.enter_context(started(plugin, PLUGINS[plugin])))


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
    """Return properties in the notation of the vectors, without the bookkeeping."""
    return {key: noted(value) for key, value in properties.items() if not key.startswith("__")}


def known(value: Any) -> Any:
    """Return a recorded value without its marks: as a state has it."""
    if value == "<unknown>":
        return UNKNOWN
    if isinstance(value, dict):
        inner = {key: known(item) for key, item in value.items() if item is not None}
        return inner.get("<secret>", inner)
    return [known(item) for item in value] if isinstance(value, list) else value


def present(value: Any) -> Any:
    """Return a recorded value without the nulls of its objects: they mean the same as absent members."""
    if isinstance(value, dict):
        return {key: present(item) for key, item in value.items() if item is not None}
    return [present(item) for item in value] if isinstance(value, list) else value


@EACH
def test_check_completes_and_marks_the_inputs(get: Get, plugin: str, vector: dict[str, Any]) -> None:
    checked, failures = get(plugin).check(vector["type"], vector["inputs"])
    assert not failures
    assert noted_map(checked) == vector["checked"]


@EACH
def test_check_requires_the_same_inputs(get: Get, plugin: str, vector: dict[str, Any]) -> None:
    def refused(name: str) -> bool:
        less = {key: value for key, value in vector["inputs"].items() if key != name}
        return bool(get(plugin).check(vector["type"], less)[1])

    assert sorted(name for name in vector["inputs"] if refused(name)) == sorted(vector["required"])


@EACH
def test_an_unknown_property_is_treated_the_same(get: Get, plugin: str, vector: dict[str, Any]) -> None:
    _, failures = get(plugin).check(vector["type"], {**vector["inputs"], "noSuchProperty": "x"})
    assert bool(failures) == (vector["unknown_property"] == "refused")


@EACH
def test_a_preview_shows_the_same(get: Get, plugin: str, vector: dict[str, Any]) -> None:
    checked, _ = get(plugin).check(vector["type"], vector["inputs"])
    _, outputs = get(plugin).create(vector["type"], checked, preview=True)
    assert present(noted_map(outputs)) == present(vector["preview"])


@EACH
def test_each_change_has_the_same_effect(get: Get, plugin: str, vector: dict[str, Any]) -> None:
    state = {**known(vector["preview"]), "id": "1"}
    old, _ = get(plugin).check(vector["type"], vector["inputs"])
    found = {}
    for name, change in vector["changes"].items():
        inputs, failures = get(plugin).check(vector["type"], {**vector["inputs"], name: change["to"]}, old)
        answer = get(plugin).diff(vector["type"], state, inputs, old_inputs=old)
        effect = "replace" if answer.replaces else "update" if answer.diffs else "none"
        found[name] = "refused" if failures else effect
    assert found == {name: change["effect"] for name, change in vector["changes"].items()}


@EACH
def test_no_change_has_no_effect(get: Get, plugin: str, vector: dict[str, Any]) -> None:
    checked, _ = get(plugin).check(vector["type"], vector["inputs"])
    state = {**known(vector["preview"]), **checked, "id": "1"}
    answer = get(plugin).diff(vector["type"], state, checked, old_inputs=checked)
    assert (list(answer.replaces), list(answer.diffs)) == ([], [])


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_type_that_does_not_exist_is_refused_by_name(get: Get, plugin: str) -> None:
    with pytest.raises(grpc.RpcError, match=f"the sandbox's {plugin} plugin has no such resource type"):
        get(plugin).create(f"{plugin}:local:Orchestra", {})


def test_a_firewall_rule_whose_network_has_host_bits_is_refused(get: Get) -> None:
    rule = {"direction": "in", "protocol": "tcp", "port": "22", "sourceIps": ["1.2.3.4/0"]}
    _, failures = get("hcloud").check("hcloud:index/firewall:Firewall", {"rules": [rule]})
    assert failures == [("rules[0].sourceIps[0]", "1.2.3.4/0 is not the start of 0.0.0.0/0")]
