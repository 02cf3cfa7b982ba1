"""S3-compatible buckets keep versions, and those of backups are locked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from policies.buckets import FAMILIES
from policies.reading import UNKNOWN
from policies.resource import Options, Resource
from policies.settings import Settings
from tests.policies.inputs import TODAY, Declare, Find

RULE = "bucket-versioned"
AWS, AWS_V2, MINIO = FAMILIES
VERSIONS = "x: keeps no older versions"
LOCK = "x: holds backups and locks none of them for 7 days or more"
ENABLED = {"status": "Enabled"}

Make = Callable[..., Resource]


@pytest.fixture
def bucket(declare: Declare) -> Make:
    def make(family: Any = MINIO, name: Any = "media", *, protect: bool = True, **properties: Any) -> Resource:
        made = declare(family.bucket, "x", {"bucket": name} | properties, {"id": "media-id"})
        made.options = Options(protect=protect)
        return made

    return make


@pytest.fixture
def versioning(declare: Declare) -> Make:
    def make(family: Any = MINIO, target: Any = "media", status: Any = "Enabled", *sources: Resource) -> Resource:
        stated = {"bucket": target, "versioningConfiguration": {"status": status}}
        return declare(family.versioning, "versions", stated, {}, bucket=sources)

    return make


@pytest.mark.parametrize("family", FAMILIES)
def test_versions_of_any_provider_pass(find_in_stack: Find, bucket: Make, versioning: Make, family: Any) -> None:
    assert find_in_stack(RULE, bucket(family), versioning(family)) == []
    assert find_in_stack(RULE, bucket(family), versioning(family, "media-id")) == []
    assert find_in_stack(RULE, bucket(family)) == [VERSIONS]


def test_an_older_bucket_states_its_versions_itself(find_in_stack: Find, bucket: Make) -> None:
    assert find_in_stack(RULE, bucket(AWS, versioning={"enabled": True})) == []
    assert find_in_stack(RULE, bucket(AWS, versioning={"enabled": UNKNOWN})) == [VERSIONS]


@pytest.mark.parametrize("status", ["Suspended", "Disabled", UNKNOWN, None])
def test_versions_that_are_not_on_are_none(find_in_stack: Find, bucket: Make, versioning: Make, status: Any) -> None:
    assert find_in_stack(RULE, bucket(), versioning(MINIO, "media", status)) == [VERSIONS]


def test_versions_of_another_bucket_are_none(find_in_stack: Find, bucket: Make, versioning: Make) -> None:
    assert find_in_stack(RULE, bucket(), versioning(MINIO, "other")) == [VERSIONS]
    assert find_in_stack(RULE, bucket(), versioning(MINIO, UNKNOWN)) == [VERSIONS]


def test_a_name_that_is_not_known_yet_is_followed_to_its_bucket(
    find_in_stack: Find, bucket: Make, versioning: Make
) -> None:
    own = bucket()
    assert find_in_stack(RULE, own, versioning(MINIO, UNKNOWN, "Enabled", own)) == []


def locks(declare: Declare, days: Any, target: str = "pg-backups") -> list[Resource]:
    retention = {"bucket": target, "mode": "COMPLIANCE", "unit": "DAYS", "validityPeriod": days}
    return [declare(MINIO.lock, "lock", retention, {})]


def test_backups_are_locked(find_in_stack: Find, declare: Declare, bucket: Make, versioning: Make) -> None:
    own, versions = bucket(name="pg-backups"), versioning(MINIO, "pg-backups")
    assert find_in_stack(RULE, own, versions, *locks(declare, 7)) == []
    for wrong in (locks(declare, 6), locks(declare, UNKNOWN), locks(declare, 30, "other"), []):
        assert find_in_stack(RULE, own, versions, *wrong) == [LOCK]


@pytest.mark.parametrize(
    ("retention", "enough"),
    [({"days": 7}, True), ({"years": 1}, True), ({"days": 6}, False), ({"days": True}, False), (UNKNOWN, False)],
)
def test_a_lock_of_the_other_provider_counts_too(
    find_in_stack: Find, declare: Declare, bucket: Make, versioning: Make, *, retention: Any, enough: bool
) -> None:
    lock = declare(AWS.lock, "lock", {"bucket": "pg-backups", "rule": {"defaultRetention": retention}}, {})
    found = find_in_stack(RULE, bucket(AWS, "pg-backups"), versioning(AWS, "pg-backups"), lock)
    assert found == ([] if enough else [LOCK])


def test_a_name_that_is_not_known_may_be_that_of_backups(find_in_stack: Find, bucket: Make, versioning: Make) -> None:
    own = bucket(name=UNKNOWN)
    assert find_in_stack(RULE, own, versioning(MINIO, UNKNOWN, "Enabled", own)) == [LOCK]


def test_a_bucket_without_a_protection_or_with_a_way_round_it_is_refused(
    find_in_stack: Find, bucket: Make, versioning: Make
) -> None:
    assert find_in_stack(RULE, bucket(protect=False), versioning()) == [
        "x: the engine may replace and delete it (protect)"
    ]
    for value in (True, UNKNOWN):
        assert find_in_stack(RULE, bucket(forceDestroy=value), versioning()) == [
            "x: is deleted with all that it holds (forceDestroy)"
        ]


def test_the_configuration_names_more_buckets_of_backups_and_those_that_may_be_lost(
    find_in_stack: Find, bucket: Make, versioning: Make
) -> None:
    named = replace(Settings(TODAY), options={"backup-bucket-locked": {"buckets": ["media"]}})
    assert find_in_stack(RULE, bucket(), versioning(), own=named) == [LOCK]
    entry = {"resource": "x", "reason": "thumbnails are made anew", "owner": "web"}
    lost = replace(Settings(TODAY), options={RULE: {"accepted": [entry]}})
    assert find_in_stack(RULE, bucket(protect=False), own=lost) == []
