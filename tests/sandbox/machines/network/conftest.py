"""Stand-ins for machines on a real fabric."""

from collections.abc import Iterator

import pytest

from sandbox.machines.fabric import Fabric
from tests.sandbox.machines.network.site import Site


@pytest.fixture
def site(fabric: Fabric) -> Iterator[Site]:
    made = Site(fabric)
    yield made
    made.close()
