"""No bucket is readable by everybody under the vendor's own domain."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "public-bucket"


def test_off_passes(find: Find) -> None:
    assert find(RULE, {"enabled": False}) == []


@pytest.mark.parametrize("enabled", [True, None, UNKNOWN])
def test_on_is_named(find: Find, enabled: Any) -> None:
    assert find(RULE, {"enabled": enabled}) == ["x: makes the bucket readable by everybody at r2.dev, or may do so"]
