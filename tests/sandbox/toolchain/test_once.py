"""What is expensive is built once, and there whole or not at all."""

import threading
from pathlib import Path

import pytest

from sandbox.toolchain.once import built_once


def test_it_is_built_once_however_many_want_it(tmp_path: Path) -> None:
    built: list[Path] = []

    def build(folder: Path) -> None:
        built.append(folder)
        (folder / "file").write_text("whole")

    threads = [threading.Thread(target=built_once, args=(tmp_path / "thing-1.2", "a thing", build)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(built) == 1
    assert (tmp_path / "thing-1.2" / "file").read_text() == "whole"


def test_a_build_that_fails_or_was_cut_short_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "thing.partial-left").mkdir()

    def build(folder: Path) -> None:
        (folder / "half").write_text("half")
        raise RuntimeError("the mirror went away")

    with pytest.raises(RuntimeError, match="the mirror went away"):
        built_once(tmp_path / "thing", "a thing", build)
    assert [each.name for each in tmp_path.iterdir()] == ["thing.lock"]
