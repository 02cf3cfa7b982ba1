"""What holds data is protected from the engine and at the vendor."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import STORAGE_BOX, VOLUME
from policies.reading import UNKNOWN
from policies.resource import Options, Resource
from policies.rules.data.stateful_protected import R2_BUCKET
from policies.settings import Settings
from tests.policies.inputs import Declare

RULE = "stateful-protected"


def facts(catalogue: Catalogue, settings: Settings, resource: Resource, *, protect: bool) -> list[str]:
    resource.options = Options(protect)
    return [verdict.facts for verdict in judge_resource([catalogue.by_id[RULE]], resource, settings)]


@pytest.mark.parametrize("token", [VOLUME, STORAGE_BOX, R2_BUCKET])
def test_both_locks_pass(catalogue: Catalogue, settings: Settings, declare: Declare, token: str) -> None:
    assert facts(catalogue, settings, declare(token, "x", {"deleteProtection": True}), protect=True) == []


@pytest.mark.parametrize("token", [VOLUME, STORAGE_BOX, R2_BUCKET])
def test_the_engine_has_to_be_told(catalogue: Catalogue, settings: Settings, declare: Declare, token: str) -> None:
    said = facts(catalogue, settings, declare(token, "x", {"deleteProtection": True}), protect=False)
    assert said == ["the engine may replace and delete it (protect)"]


@pytest.mark.parametrize("lock", [None, False, UNKNOWN, "true"])
def test_the_vendor_has_to_be_told(catalogue: Catalogue, settings: Settings, declare: Declare, lock: Any) -> None:
    said = facts(catalogue, settings, declare(VOLUME, "x", {"deleteProtection": lock}), protect=True)
    assert said == ["anybody with a token may delete it (deleteProtection)"]


def test_a_bucket_has_no_lock_of_that_kind(catalogue: Catalogue, settings: Settings, declare: Declare) -> None:
    assert facts(catalogue, settings, declare(R2_BUCKET, "x", {}), protect=True) == []
