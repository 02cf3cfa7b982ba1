"""What all tests share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from operations import deployment, environments
from operations.engine import Target, heed_interrupts
from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.hetzner.control import Control


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` writes the golden files anew instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Let engines that tests start end at once, also where the run is in the background of a shell."""
    heed_interrupts()


NEED_ROOT = (
    "arqora_infra/booted",
    "components/_base/host/test_on_a_machine.py",
    "components/compute_node/hardening/test_on_a_machine.py",
    "components/origin_lock/test_on_a_machine.py",
    "components/wireguard_gateway/test_traffic.py",
    "operations/audit",
    "operations/test_hosts.py",
    "operations/tunnel",
    "sandbox/edge/serving",
    "sandbox/machines",
)
"""Below `tests`: what makes network namespaces, or boots machines."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of each test that needs root that it was not run, where we are not root."""
    if os.geteuid() == 0:
        return
    reason = pytest.mark.skip(reason="needs root: network namespaces and booted machines")
    places = tuple(str(Path(__file__).parent / each) for each in NEED_ROOT)
    for item in items:
        if str(item.path).startswith(places):
            item.add_marker(reason)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a rendered file with its golden copy beside the test, byte for byte."""
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        assert text == path.read_text(), f"{name} changed; if it should, run pytest --golden and review the diff"

    return compare


@dataclass(frozen=True)
class Environment:
    """The sandbox environment, up in an emulated cloud of its own."""

    folder: SandboxFolder
    target: Target
    control: Control
    """The emulator's control interface: faults, journal, counts."""

    def arqora(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the `arqora` command on this environment."""
        return subprocess.run(
            [sys.executable, "-P", "-m", "operations", *words],
            env={**os.environ, "ARQORA_SANDBOX": os.fspath(self.folder.root), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def environment(root: Path) -> Iterator[Environment]:
    """Give an environment whose emulated cloud runs; nothing is deployed yet."""
    folder = SandboxFolder(root)
    try:
        target = environments.sandbox(folder)
        yield Environment(folder, target, Control(clouds.start(folder).hetzner, folder.hetzner_token.read_text()))
    finally:
        clouds.stop(folder)


@pytest.fixture(scope="session")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """The environment, up: deployed once for all tests, which must leave it as they found it."""
    with environment(tmp_path_factory.mktemp("up")) as found:
        deployment.up(found.target, confirm=lambda: True)
        yield found


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Environment]:
    """An environment of one test's own, with nothing deployed."""
    with environment(tmp_path) as found:
        yield found
