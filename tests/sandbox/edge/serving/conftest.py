"""One internet for the whole folder; its zones are made anew for each test."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from sandbox.machines.fabric import Fabric
from sandbox.toolchain import debian
from tests.sandbox.edge.serving.world import World, served


@pytest.fixture(scope="package")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with closing(Fabric(debian.nft())) as fabric, served(fabric, tmp_path_factory.mktemp("edge")) as world:
        yield world


@pytest.fixture
def world(lasting: World) -> World:
    lasting.reset()
    return lasting
