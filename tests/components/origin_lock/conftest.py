"""What the tests of the lock share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from components.origin_lock import OriginLockArgs

ZONE = "arqora.test"
API, APP = "api.arqora.test", "app.arqora.test"
TODAY = date(2026, 11, 25)


@pytest.fixture
def lock() -> Callable[..., OriginLockArgs]:
    """Make a lock's arguments: fine as they are, one thing changed at a time."""

    def make(**changes: Any) -> OriginLockArgs:
        fine: dict[str, Any] = {
            "zone": ZONE,
            "hostnames": (API, APP),
            "upstreams": {API: ("127.0.0.1:8080",), APP: ("10.20.2.5:8081", "10.20.2.6:8081")},
            "health": {APP: "/healthz"},
            "generations": {1: date(2026, 11, 1)},
            "today": TODAY,
        }
        return OriginLockArgs(**(fine | changes))

    return make
