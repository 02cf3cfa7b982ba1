"""What tests of machines share: a real network, of namespaces that end with the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.machines import image
from sandbox.machines.fabric import Fabric
from sandbox.machines.machine import Machine
from sandbox.machines.tools import Tools
from sandbox.toolchain import debian
from tests.sandbox.machines.room import Room


@pytest.fixture
def fabric() -> Iterator[Fabric]:
    """Return an internet with its hosts and no server. Needs root."""
    made = Fabric(debian.nft())
    yield made
    made.close()


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Return the programs that machines need, unpacked at first use."""
    return Tools.find()


@pytest.fixture(scope="session")
def tree() -> Path:
    """Return the image that machines boot, built at first use."""
    return image.ensure()


@pytest.fixture
def room(tmp_path: Path, tree: Path, tools: Tools) -> Iterator[Room]:
    """Return a machine room of one test's own."""
    made = Room(tmp_path, tree, tools)
    yield made
    made.close()


@pytest.fixture(scope="session")
def shared_room(tmp_path_factory: pytest.TempPathFactory, tree: Path, tools: Tools) -> Iterator[Room]:
    """Return a machine room whose machines are shared by tests that leave them as they found them."""
    made = Room(tmp_path_factory.mktemp("room"), tree, tools)
    yield made
    made.close()


@pytest.fixture(scope="session")
def host(shared_room: Room) -> Machine:
    """Return a machine that runs, as the vendor's image makes it without any user data."""
    machine = shared_room.machine(1)
    shared_room.boot(machine)
    return machine
