"""Buckets of S3-compatible stores, Hetzner's included, as the AWS and MinIO providers make them."""

from collections.abc import Iterator
from dataclasses import dataclass

from .reading import Value
from .resource import Resource, Stack


@dataclass(frozen=True)
class Family:
    """What one provider calls a bucket and what is set on it."""

    bucket: str
    versioning: str
    lock: str


FAMILIES = (
    Family(
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    ),
    Family(
        "aws:s3/bucketV2:BucketV2",
        "aws:s3/bucketVersioningV2:BucketVersioningV2",
        "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
    ),
    Family(
        "minio:index/s3Bucket:S3Bucket",
        "minio:index/s3BucketVersioning:S3BucketVersioning",
        "minio:index/s3BucketRetention:S3BucketRetention",
    ),
)
BUCKETS = tuple(family.bucket for family in FAMILIES)
PERIODS = {"days": 1, "years": 365}


def name_of(bucket: Resource) -> Value:
    """Return what the store calls it; UNKNOWN, or None, if that is not said."""
    return bucket.get("bucket")


def keeps_versions(bucket: Resource, stack: Stack) -> bool:
    """Tell whether something of the stack, or the bucket itself, turns its versions on."""
    own = bucket.get("versioning")
    if isinstance(own, dict) and own.get("enabled") is True:
        return True
    settings = [
        each.get("versioningConfiguration") for each in _set_on(bucket, stack, [one.versioning for one in FAMILIES])
    ]
    return any(isinstance(setting, dict) and setting.get("status") == "Enabled" for setting in settings)


def locked_days(bucket: Resource, stack: Stack) -> float:
    """Return for how many days nobody can delete a new object; 0 if it is not known."""
    own = bucket.get("objectLockConfiguration")
    days = [_of_rule(own.get("rule"))] if isinstance(own, dict) else []
    for lock in _set_on(bucket, stack, [one.lock for one in FAMILIES]):
        days += [_of_rule(lock.get("rule")), _period(lock.get("validityPeriod"), str(lock.get("unit")).lower())]
    return max(days, default=0)


def _of_rule(rule: Value) -> float:
    retention = rule.get("defaultRetention") if isinstance(rule, dict) else None
    if not isinstance(retention, dict):
        return 0
    return max(_period(retention.get(unit), unit) for unit in PERIODS)


def _period(number: Value, unit: str) -> float:
    if isinstance(number, bool) or not isinstance(number, int | float):
        return 0
    return number * PERIODS.get(unit, 0)


def _set_on(bucket: Resource, stack: Stack, tokens: list[str]) -> Iterator[Resource]:
    """Yield what of these types names the bucket: by its name, by its id, or by coming from it."""
    names = {name for name in (name_of(bucket), bucket.outputs.get("id")) if isinstance(name, str)}
    for each in stack.of(*tokens):
        target = each.get("bucket")
        if target in names if isinstance(target, str) else bucket.urn in each.dependencies.get("bucket", ()):
            yield each
