"""`remote-public-host`."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find

RULE = "remote-public-host"


@pytest.mark.parametrize("host", ["10.0.0.1", "fd00::1", "100.64.0.1", "127.0.0.1"])
def test_a_private_address_is_fine(find: Find, host: str) -> None:
    assert not find(RULE, {"connection": Secret({"host": host})})


@pytest.mark.parametrize("host", ["198.51.100.7", "2001:db8::1", "web-1.shop.example", "", None, 7])
def test_everything_else_is_not(find: Find, host: Any) -> None:
    (facts,) = find(RULE, {"connection": Secret({"host": host})})
    assert "198.51.100.7" not in facts


def test_behind_a_proxy_the_proxy_is_called(find: Find) -> None:
    assert not find(RULE, {"connection": {"host": "web-1", "proxy": {"host": "10.0.0.1"}}})
    assert find(RULE, {"connection": {"host": "10.0.0.1", "proxy": {"host": "198.51.100.7"}}})


def test_a_connection_that_is_not_known_is_judged_on_apply(find: Find) -> None:
    assert not find(RULE, {"connection": UNKNOWN})
    assert not find(RULE, {"connection": {"host": UNKNOWN}})
