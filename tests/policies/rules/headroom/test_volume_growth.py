"""A volume states what it holds and how it grows, and has room for three months of it."""

from dataclasses import replace
from typing import Any

import pytest

from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import TODAY, Find

RULE = "volume-growth"


def volume(used: Any = "10", growth: Any = "2", size: Any = 20) -> dict[str, Any]:
    labels = {"arqora.dev/used-gb": used, "arqora.dev/growth-gb-per-month": growth}
    return {"size": size, "labels": {key: value for key, value in labels.items() if value is not None}}


@pytest.mark.parametrize("stated", [volume(), volume("0", "0"), volume("16", "0"), volume("0.5", "0.25", 10)])
def test_room_for_three_months_passes(find: Find, stated: dict[str, Any]) -> None:
    assert find(RULE, stated) == []


@pytest.mark.parametrize(
    ("stated", "fact"),
    [
        (
            volume("10.1"),
            "would hold 16.1 of 20 GB in 3 months (10.1 GB, and 2 GB more each month), and 80% is the most",
        ),
        (
            volume("17", "0"),
            "would hold 17 of 20 GB in 3 months (17 GB, and 0 GB more each month), and 80% is the most",
        ),
        (volume("0", "6"), "would hold 18 of 20 GB in 3 months (0 GB, and 6 GB more each month), and 80% is the most"),
    ],
)
def test_a_volume_that_will_be_full_is_refused_with_the_figures(find: Find, stated: dict[str, Any], fact: str) -> None:
    assert find(RULE, stated) == [f"x: {fact}"]


@pytest.mark.parametrize("text", [None, "", "a-lot", "-1", "nan", "inf", UNKNOWN])
def test_what_is_no_number_from_0_up_states_nothing(find: Find, text: Any) -> None:
    fact = "x: does not state what it holds and how it grows, in numbers from 0 up"
    assert find(RULE, volume(used=text)) == [fact]
    assert find(RULE, volume(growth=text)) == [fact]


@pytest.mark.parametrize("labels", [None, UNKNOWN, []])
def test_labels_that_are_not_there_state_nothing(find: Find, labels: Any) -> None:
    assert len(find(RULE, {"size": 20, "labels": labels})) == 1


@pytest.mark.parametrize("size", [None, UNKNOWN, 0, True, "large"])
def test_a_size_that_is_not_known_is_too_small(find: Find, size: Any) -> None:
    assert find(RULE, volume(size=size)) == [
        "x: its size is not known, so nothing tells whether what it will hold fits"
    ]


def declared(resource: str, used: float) -> Settings:
    entry = {"resource": resource, "used_gb": used, "growth_gb_per_month": 1}
    return replace(Settings(TODAY), options={RULE: {"declared": [entry]}})


def test_the_configuration_states_it_for_a_volume_without_labels(find: Find) -> None:
    bare = {"size": 20}
    assert find(RULE, bare, own=declared("x", 10)) == []
    assert find(RULE, bare, own=declared("urn:pulumi:test::policies::hcloud:index/volume:Volume::x", 10)) == []
    assert find(RULE, bare, own=declared("x", 18)) != []
    assert find(RULE, bare, own=declared("y", 10)) != []
