"""The universal certificate stays on."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "zone-universal-ssl"


def test_on_passes(find: Find) -> None:
    assert find(RULE, {"enabled": True}) == []


@pytest.mark.parametrize("enabled", [False, None, UNKNOWN, "true"])
def test_off_is_named(find: Find, enabled: Any) -> None:
    assert find(RULE, {"enabled": enabled}) == ["x: switches the zone's universal certificate off, or may do so"]
