"""What tests of machines share: a real network, of namespaces that end with the test."""

from collections.abc import Iterator

import pytest

from sandbox.machines.fabric import Fabric
from sandbox.toolchain import debian


@pytest.fixture
def fabric() -> Iterator[Fabric]:
    """Return an internet with its hosts and no server. Needs root."""
    made = Fabric(debian.nft())
    yield made
    made.close()
