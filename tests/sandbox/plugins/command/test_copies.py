from pathlib import Path
from typing import Any

import grpc
import pytest
from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.framework.client import Client
from sandbox.plugins.framework.values import plain_map
from sandbox.plugins.framework.wire import ARCHIVE, ASSET, SIGNATURE

TOKEN = "command:remote:CopyToRemote"


def asset(**members: str) -> dict[str, str]:
    return {SIGNATURE: ASSET, "hash": "h", **members}


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Return a directory of the host."""
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a directory with a file and a directory in it."""
    folder = tmp_path / "here"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder / "deep" / "b.txt").write_text("b")
    return folder


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "case",
    [
        ("a.txt", "new.txt", {"new.txt": "a"}),
        ("a.txt", "", {"a.txt": "a"}),
        (".", "made", {"made/here/a.txt": "a", "made/here/deep/b.txt": "b"}),
        ("./", "made", {"made/a.txt": "a", "made/deep/b.txt": "b"}),
        ("deep", "", {"deep/b.txt": "b"}),
    ],
)
def test_files_and_directories_arrive_where_the_official_plugin_puts_them(
    command: Client, host: Any, here: Path, there: Path, case: tuple[str, str, dict[str, str]]
) -> None:
    source, remote, found = case
    path = f"{here}/" if source == "./" else str(here / source)
    what = {SIGNATURE: ARCHIVE, "hash": "h", "path": path} if (here / source).is_dir() else asset(path=path)
    inputs = {"connection": host.connection(), "remotePath": str(there / remote), "source": what}
    resource_id, outputs = command.create(TOKEN, inputs)
    assert tree(there) == found
    assert len(resource_id) == 8
    assert plain_map(outputs) == inputs


def test_a_text_becomes_a_file(command: Client, host: Any, there: Path) -> None:
    inputs = {"connection": host.connection(), "remotePath": str(there / "t"), "source": asset(text="hello")}
    command.create(TOKEN, inputs)
    assert tree(there) == {"t": "hello"}
    with pytest.raises(grpc.RpcError, match="is a directory there"):
        command.create(TOKEN, {**inputs, "remotePath": str(there)})


def test_an_update_copies_only_what_is_new(command: Client, host: Any, there: Path) -> None:
    old = {"connection": host.connection(), "remotePath": str(there / "t"), "source": asset(text="old")}
    command.update(TOKEN, "1", old, {**old, "connection": host.connection(dialErrorLimit=1)})
    assert host.logins == []
    command.update(TOKEN, "1", old, {**old, "source": {**asset(text="new"), "hash": "other"}})
    assert tree(there) == {"t": "new"}
    command.update(TOKEN, "1", old, {**old, "remotePath": str(there / "u")})
    assert tree(there) == {"t": "new", "u": "old"}


def test_what_is_missing_or_refused_is_named(command: Client, host: Any, there: Path) -> None:
    inputs = {"connection": host.connection(), "remotePath": str(there), "source": asset(path="/no/such/file")}
    with pytest.raises(grpc.RpcError, match="'/no/such/file' does not exist on this machine"):
        command.create(TOKEN, inputs)
    inputs = {**inputs, "remotePath": str(there / "no" / "where"), "source": asset(text="a")}
    with pytest.raises(grpc.RpcError, match=r"text not written to '.*/no/where': No such file"):
        command.create(TOKEN, inputs)


def test_a_copied_file_stays_when_its_resource_goes(command: Client, host: Any, here: Path, there: Path) -> None:
    inputs = {
        "connection": host.connection(),
        "localPath": str(here / "a.txt"),
        "remotePath": str(there / "c.txt"),
    }
    resource_id, outputs = command.create("command:remote:CopyFile", inputs)
    command.delete("command:remote:CopyFile", resource_id, outputs)
    assert tree(there) == {"c.txt": "a"}


def test_an_error_does_not_show_the_key(command: Client, host: Any, there: Path) -> None:
    connection = PropertyValue(
        {
            "host": PropertyValue("127.0.0.1"),
            "port": PropertyValue(float(host.port)),
            "privateKey": PropertyValue("not-a-key-at-all"),
        },
        is_secret=True,
    )
    inputs = {"connection": connection, "remotePath": str(there / "t"), "source": asset(text="a")}
    with pytest.raises(grpc.RpcError) as failure:
        command.create(TOKEN, inputs)
    assert "connection.privateKey is no private key" in str(failure.value)
    assert "not-a-key" not in str(failure.value)
