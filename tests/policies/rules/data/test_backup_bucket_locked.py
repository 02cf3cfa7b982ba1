"""Nobody can delete a backup: its bucket is locked."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.rules.data.backup_bucket_locked import R2_LOCK
from policies.rules.data.stateful_protected import R2_BUCKET
from policies.settings import Settings
from tests.policies.inputs import TODAY, Declare, Find

RULE = "backup-bucket-locked"
FOREVER = {"id": "all", "enabled": True, "condition": {"type": "Indefinite"}}
SAID = ["b: has no lock that keeps every backup for seven days"]


def bucket(declare: Declare, name: Any = "pg-backups") -> Resource:
    return declare(R2_BUCKET, "b", {"name": name}, {"id": "9"})


def lock(declare: Declare, bucket: Any = "pg-backups", **rule: Any) -> Resource:
    return declare(R2_LOCK, "lock", {"bucketName": bucket, "rules": [FOREVER | rule]}, {})


@pytest.mark.parametrize(
    "condition",
    [{"type": "Indefinite"}, {"type": "Age", "maxAgeSeconds": 604800}, {"type": "Age", "maxAgeSeconds": 1e9}],
)
def test_a_lock_of_a_week_or_more_passes(find_in_stack: Find, declare: Declare, condition: Any) -> None:
    assert find_in_stack(RULE, bucket(declare), lock(declare, condition=condition)) == []


def test_without_a_lock_it_is_named(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, bucket(declare)) == SAID


@pytest.mark.parametrize(
    "rule",
    [
        {"enabled": False},
        {"enabled": UNKNOWN},
        {"prefix": "wal/"},
        {"prefix": UNKNOWN},
        {"condition": None},
        {"condition": {"type": "Age", "maxAgeSeconds": 604799}},
        {"condition": {"type": "Age", "maxAgeSeconds": UNKNOWN}},
        {"condition": {"type": "Age", "maxAgeSeconds": True}},
        {"condition": {"type": "Date", "date": "2027-01-01"}},
        {"condition": UNKNOWN},
    ],
)
def test_a_lock_that_does_not_keep_everything_is_none(find_in_stack: Find, declare: Declare, rule: Any) -> None:
    assert find_in_stack(RULE, bucket(declare), lock(declare, **rule)) == SAID


def test_a_lock_of_another_bucket_does_not_count(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, bucket(declare), lock(declare, "other")) == SAID


@pytest.mark.parametrize("rules", [None, UNKNOWN, [UNKNOWN], [None]])
def test_rules_that_cannot_be_read_keep_nothing(find_in_stack: Find, declare: Declare, rules: Any) -> None:
    unread = declare(R2_LOCK, "lock", {"bucketName": "pg-backups", "rules": rules}, {})
    assert find_in_stack(RULE, bucket(declare), unread) == SAID


def test_a_bucket_of_something_else_needs_none_unless_it_is_named(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, bucket(declare, "media")) == []
    own = Settings(TODAY, options={RULE: {"buckets": ["media"]}})
    assert find_in_stack(RULE, bucket(declare, "media"), own=own) == SAID


def test_a_bucket_whose_name_is_not_known_may_hold_backups(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, bucket(declare, UNKNOWN)) == SAID
