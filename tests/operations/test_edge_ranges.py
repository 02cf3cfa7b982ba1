"""The recorded list of the edge's ranges, and the vendor's."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import requests

from operations import edge_ranges
from operations.errors import OperationError
from sandbox import clouds
from sandbox.folder import SandboxFolder

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    emulator = clouds.cloudflare(SandboxFolder(tmp_path_factory.mktemp("edge")))
    yield emulator.start().endpoint
    emulator.stop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(edge_ranges.FILE, tmp_path))


def test_the_vendors_list_is_the_recorded_one_until_it_changes(vendor: str, file: Path) -> None:
    seen = edge_ranges.compare(edge_ranges.ask(vendor), file)
    assert (seen.added, seen.gone) == ((), ())


def test_what_changed_is_shown_and_once_recorded_is_no_difference(vendor: str, file: Path) -> None:
    found = edge_ranges.ask(vendor)
    changed = {**found, "ipv4": [*found["ipv4"][1:], "198.51.100.0/24"]}
    seen = edge_ranges.compare(changed, file)
    assert (seen.added, seen.gone) == (("198.51.100.0/24",), (found["ipv4"][0],))
    edge_ranges.write(changed, TODAY, file)
    again = edge_ranges.compare(changed, file)
    assert (again.as_of, again.added, again.gone) == (TODAY, (), ())
    assert "source: " in file.read_text()


def test_an_answer_without_a_list_is_refused_by_its_family(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = requests.Response()
    answer._content = b'{"result": {"ipv4_cidrs": ["104.16.0.0/13"]}}'
    monkeypatch.setattr(requests, "get", lambda *_, **__: answer)
    with pytest.raises(OperationError, match="lists no ranges of ipv6"):
        edge_ranges.ask("http://127.0.0.1:1")
