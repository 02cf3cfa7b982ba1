"""The vendor's checks of visitors stay as they are."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "zone-visitor-checks"


@pytest.mark.parametrize(
    ("name", "value"),
    [("security_level", "medium"), ("challenge_ttl", 1800), ("browser_check", "on"), ("other", "off")],
)
def test_the_vendors_own_values_pass(find: Find, name: str, value: Any) -> None:
    assert find(RULE, {"settingId": name, "value": value}) == []


@pytest.mark.parametrize("value", ["off", "essentially_off", UNKNOWN])
def test_another_level_is_named(find: Find, value: Any) -> None:
    (said,) = find(RULE, {"settingId": "security_level", "value": value})
    assert said.startswith("x: security_level is")


@pytest.mark.parametrize("value", [31536000, UNKNOWN, "1800"])
def test_a_passage_that_lasts_is_named(find: Find, value: Any) -> None:
    (said,) = find(RULE, {"settingId": "challenge_ttl", "value": value})
    assert said.startswith("x: lets a solved challenge count for longer than")


def test_a_setting_that_is_not_known_is_named(find: Find) -> None:
    assert find(RULE, {"settingId": UNKNOWN, "value": "on"}) == ["x: sets something that is not known before apply"]
