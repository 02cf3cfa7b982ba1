"""A server starts from an image that somebody still mends."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "image-supported"


@pytest.mark.parametrize("image", ["debian-12", "ubuntu-24.04"])
def test_a_maintained_image_passes(find: Find, image: str) -> None:
    assert find(RULE, {"image": image}) == []


def test_a_deprecated_one_is_named_with_its_day(find: Find) -> None:
    assert find(RULE, {"image": "debian-11"}) == ["x: image debian-11 is deprecated since 2026-08-31"]


@pytest.mark.parametrize("image", [UNKNOWN, None, 4711, "4711", "my-own"])
def test_whatever_is_no_system_image_is_for_another_rule(find: Find, image: Any) -> None:
    assert find(RULE, {"image": image}) == []
