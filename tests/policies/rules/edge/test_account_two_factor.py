"""Whoever changes the edge by hand needs a second factor."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "account-two-factor"


def test_required_passes(find: Find) -> None:
    assert find(RULE, {"settings": {"enforceTwofactor": True}}) == []


@pytest.mark.parametrize("stated", [None, {}, {"enforceTwofactor": False}, {"enforceTwofactor": UNKNOWN}, UNKNOWN])
def test_not_required_is_named(find: Find, stated: Any) -> None:
    assert find(RULE, {"settings": stated}) == ["x: does not require a second factor of its members, or may not"]
