"""What our components make carries the labels by which operations find it again."""

from collections.abc import Mapping
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import VOLUME
from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.settings import Settings, StackFacts
from tests.policies.inputs import TODAY, Encode

RULE = "operational-labels"
OURS = {"managed-by": "pulumi", "arqora.dev/project": "shop", "arqora.dev/stack": "prod"}
SETTINGS = Settings(TODAY, stack=StackFacts("shop", "prod"))
INSIDE = "urn:pulumi:prod::shop::arqora:compute:ComputeNode$hcloud:index/volume:Volume::x"
OUTSIDE = "urn:pulumi:prod::shop::hcloud:index/volume:Volume::x"


def facts(
    catalogue: Catalogue, encode: Encode, labels: Mapping[str, Any], urn: str = INSIDE, settings: Settings = SETTINGS
) -> list[str]:
    volume = Resource(VOLUME, "x", urn, declared=encode({"labels": labels}))
    return [verdict.facts for verdict in judge_resource([catalogue.by_id[RULE]], volume, settings)]


def test_this_stacks_labels_pass(catalogue: Catalogue, encode: Encode) -> None:
    assert facts(catalogue, encode, OURS) == []


@pytest.mark.parametrize("key", OURS)
@pytest.mark.parametrize("value", [None, "", "other", UNKNOWN])
def test_each_label_is_needed_with_this_stacks_value(
    catalogue: Catalogue, encode: Encode, key: str, value: Any
) -> None:
    said = facts(catalogue, encode, OURS | {key: value})
    assert said == [f"these labels are missing, or not this stack's: {key}"]


def test_somebody_elses_resource_has_labels_of_its_own(catalogue: Catalogue, encode: Encode) -> None:
    assert facts(catalogue, encode, {}, OUTSIDE) == []


def test_where_the_stack_is_not_told_any_value_counts(catalogue: Catalogue, encode: Encode) -> None:
    assert facts(catalogue, encode, OURS, settings=Settings(TODAY)) == []
