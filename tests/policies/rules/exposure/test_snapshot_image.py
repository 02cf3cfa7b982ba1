"""A server boots a system of the vendor, or an image that somebody answers for."""

import dataclasses
from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from policies.settings import Settings
from tests.policies.inputs import Find


@pytest.mark.parametrize("image", ["debian-12", "ubuntu-24.04", None, ""])
def test_a_system_of_the_vendor_passes(find: Find, image: Any) -> None:
    assert find("snapshot-image", {"image": image}) == []


@pytest.mark.parametrize("image", [15512617, "15512617", UNKNOWN, ["debian-12"], True])
def test_what_may_be_a_snapshot_is_refused(find: Find, image: Any) -> None:
    (fact,) = find("snapshot-image", {"image": image})
    assert "snapshot" in fact


def test_what_is_marked_secret_is_not_repeated(find: Find) -> None:
    assert find("snapshot-image", {"image": Secret("98765432")}) == [
        "x: boots image [marked secret], which may be a snapshot"
    ]


@pytest.mark.parametrize(("image", "refused"), [(15512617, 0), ("15512617", 0), (15512618, 1), (UNKNOWN, 1)])
def test_an_image_that_is_declared_passes(find: Find, settings: Settings, image: Any, refused: int) -> None:
    declared = {"images": [{"image": "15512617", "reason": "our own hardened system, built by packer"}]}
    own = dataclasses.replace(settings, options={"snapshot-image": declared})
    assert len(find("snapshot-image", {"image": image}, own=own)) == refused
