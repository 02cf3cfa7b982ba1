"""No server boots from anything but its disk."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find


@pytest.mark.parametrize("properties", [{}, {"rescue": None, "iso": None}, {"rescue": "", "iso": ""}])
def test_a_server_that_boots_from_its_disk_passes(find: Find, properties: dict[str, Any]) -> None:
    assert find("rescue-or-iso", properties) == []


@pytest.mark.parametrize("value", ["linux64", "debian-12-netinst.iso", 4711, UNKNOWN])
@pytest.mark.parametrize("key", ["rescue", "iso"])
def test_any_other_is_named(find: Find, key: str, value: Any) -> None:
    (fact,) = find("rescue-or-iso", {key: value})
    assert key in fact


def test_both_are_two_violations(find: Find) -> None:
    assert len(find("rescue-or-iso", {"rescue": "linux64", "iso": "debian-12-netinst.iso"})) == 2


def test_what_is_marked_secret_is_not_repeated(find: Find) -> None:
    assert find("rescue-or-iso", {"rescue": Secret("s3cr3t")}) == ["x: boots from rescue [marked secret]"]
