"""No program at the edge answers under the vendor's own domain."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "worker-past-zone"


def test_off_passes_with_previews_and_without(find: Find) -> None:
    assert find(RULE, {"enabled": False, "previewsEnabled": True}) == []
    assert find(RULE, {"enabled": False}) == []


@pytest.mark.parametrize("enabled", [True, None, UNKNOWN])
def test_on_is_named(find: Find, enabled: Any) -> None:
    assert find(RULE, {"enabled": enabled}) == ["x: makes the program answer at workers.dev, or may do so"]
