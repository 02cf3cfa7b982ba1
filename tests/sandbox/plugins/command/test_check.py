from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pulumi.provider.experimental.property_value import PropertyValue
from pulumi.runtime.proto import provider_pb2

from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import UNKNOWN, plain_map
from sandbox.plugins.framework.wire import ARCHIVE, ASSET, SIGNATURE

LOCAL, REMOTE, COPY = "command:local:Command", "command:remote:Command", "command:remote:CopyToRemote"
COPY_FILE = "command:remote:CopyFile"
CONNECTION = {"host": "h"}


@pytest.fixture(scope="module")
def command() -> Iterator[Client]:
    """Return one plugin for all cases: none of them changes it."""
    with started("command") as plugin:
        yield plugin


@pytest.mark.parametrize(
    ("token", "inputs", "path"),
    [
        (LOCAL, {"create": 1}, "create"),
        (LOCAL, {"environment": {"A": 1}}, "environment"),
        (LOCAL, {"interpreter": "sh"}, "interpreter"),
        (LOCAL, {"addPreviousOutputInEnv": "true"}, "addPreviousOutputInEnv"),
        (LOCAL, {"stdout": "a"}, "stdout"),
        (REMOTE, {"connection": {}}, "connection.host"),
        (REMOTE, {"connection": {**CONNECTION, "port": "22"}}, "connection.port"),
        (REMOTE, {"connection": {**CONNECTION, "colour": "red"}}, "connection.colour"),
        (REMOTE, {"connection": {**CONNECTION, "proxy": {}}}, "connection.proxy.host"),
        (REMOTE, {"connection": CONNECTION, "dir": "/"}, "dir"),
        (COPY, {"connection": CONNECTION, "remotePath": "/a", "source": "b"}, "source"),
        (COPY, {"connection": CONNECTION, "remotePath": "/a", "source": {SIGNATURE: ASSET, "uri": "u"}}, "source"),
        (COPY, {"connection": CONNECTION, "remotePath": "/a", "source": {SIGNATURE: ARCHIVE, "uri": "u"}}, "source"),
        (COPY_FILE, {"connection": CONNECTION, "remotePath": "/a"}, "localPath"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_path(
    command: Client, token: str, inputs: dict[str, Any], path: str
) -> None:
    _, failures = command.check(token, inputs)
    assert [name for name, _ in failures] == [path]


def test_the_defaults_of_a_proxy_are_filled_in_and_its_secrets_marked(command: Client) -> None:
    proxy = {"host": "p", "password": "secret"}
    checked, _ = command.check(REMOTE, {"connection": {**CONNECTION, "proxy": proxy}})
    connection = checked["connection"]
    assert connection.is_secret
    assert isinstance(connection.value, Mapping)
    inner = connection.value["proxy"].value
    assert isinstance(inner, Mapping)
    assert inner["password"] == PropertyValue("secret", is_secret=True)
    defaults = {"dialErrorLimit": 10, "perDialTimeout": 15, "port": 22, "user": "root"}
    assert plain_map(inner) == {**proxy, **defaults}


def test_what_is_unknown_passes(command: Client) -> None:
    unknown = PropertyValue.computed()
    checked, failures = command.check(COPY, {"connection": unknown, "remotePath": unknown, "source": unknown})
    assert not failures
    assert plain_map(checked) == {"connection": UNKNOWN, "remotePath": UNKNOWN, "source": UNKNOWN}
    assert checked["connection"].is_secret


def test_a_path_archive_keeps_its_hash(command: Client) -> None:
    source = {SIGNATURE: ARCHIVE, "hash": "h", "path": "./dir"}
    checked, failures = command.check(COPY, {"connection": CONNECTION, "remotePath": "/a", "source": source})
    assert not failures
    assert plain_map(checked)["source"] == {**source, "uri": ""}


def test_every_change_of_a_copied_file_replaces(command: Client) -> None:
    state = {"connection": CONNECTION, "localPath": "a", "remotePath": "b"}
    for name in ("localPath", "remotePath"):
        answer = command.diff(COPY_FILE, state, {**state, name: "c"})
        assert list(answer.replaces) == [name]
    answer = command.diff(COPY_FILE, state, {**state, "connection": {"host": "other"}})
    assert list(answer.replaces) == ["connection"]


def test_a_difference_is_named_as_deep_as_it_is(command: Client) -> None:
    old = {"create": "a", "environment": {"A": "1", "B": "2", "C.D": "3"}, "triggers": [1, {"x": True}], "stdout": "s"}
    new = {"create": "a", "environment": {"A": "1", "B": "3"}, "triggers": [1, {"x": 1}, 2]}
    answer = command.diff(LOCAL, old, new)
    kinds = provider_pb2.PropertyDiff.Kind
    assert {path: kinds.Name(change.kind) for path, change in answer.detailedDiff.items()} == {
        "environment.B": "UPDATE",
        'environment["C.D"]': "DELETE",
        "triggers[1].x": "UPDATE_REPLACE",
        "triggers[2]": "ADD_REPLACE",
    }
    assert list(answer.replaces) == ["triggers"]
    ignoring = command.diff(LOCAL, old, new, ignore_changes=("triggers", "environment"))
    assert ignoring.changes == provider_pb2.DiffResponse.DIFF_NONE


def test_triggers_may_be_assets(command: Client) -> None:
    asset = {SIGNATURE: ASSET, "hash": "1", "text": "a"}
    same = command.diff(LOCAL, {"triggers": [asset]}, {"triggers": [{**asset, "text": "", "path": "p"}]})
    assert same.changes == provider_pb2.DiffResponse.DIFF_NONE
    other = command.diff(LOCAL, {"triggers": [asset]}, {"triggers": [{**asset, "hash": "2"}]})
    assert list(other.replaces) == ["triggers"]
