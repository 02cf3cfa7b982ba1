"""Nobody can delete a backup, not even with the keys that write it: its bucket is locked.

Which buckets hold backups is told by their name, or by the rule's option. R2 has no versions; its lock rules keep each
object from being overwritten and deleted (developers.cloudflare.com/r2/buckets/bucket-locks).
"""

from collections.abc import Iterator

from ...finding import Finding
from ...options import TEXT
from ...reading import Value
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings
from .stateful_protected import R2_BUCKET

R2_LOCK = "cloudflare:index/r2BucketLock:R2BucketLock"
SHORTEST_SECONDS = 7 * 86400


@stack_rule(
    "backup-bucket-locked",
    reads=(R2_BUCKET, R2_LOCK),
    protects="whoever has the keys of the host, and so of its backups, deletes both",
    remedy="add an R2BucketLock with an enabled rule for the whole bucket, Indefinite or an Age of 7 days or more",
    options={
        "buckets": {
            "type": "array",
            "description": "names of buckets that hold backups beside those that are called so",
            "items": TEXT,
        }
    },
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Look for a lock on each bucket of backups."""
    named = settings.option("backup-bucket-locked", "buckets", ())
    for bucket in stack.of(R2_BUCKET):
        name = bucket.get("name")
        if isinstance(name, str) and "backup" not in name.lower() and name not in named:
            continue
        locks = [lock for lock in stack.of(R2_LOCK) if _is_of(lock, bucket, stack)]
        if not any(_holds(rule) for lock in locks for rule in _rules(lock)):
            yield Finding("has no lock that keeps every backup for seven days", bucket)


def _is_of(lock: Resource, bucket: Resource, stack: Stack) -> bool:
    name = lock.get("bucketName")
    if isinstance(name, str):
        return name == bucket.get("name")
    return bucket in stack.follow(lock, "bucketName", R2_BUCKET).found


def _rules(lock: Resource) -> list[Value]:
    rules = lock.get("rules")
    return rules if isinstance(rules, list) else []


def _holds(rule: Value) -> bool:
    if not isinstance(rule, dict) or rule.get("enabled") is not True or rule.get("prefix") not in (None, ""):
        return False
    condition = rule.get("condition")
    if not isinstance(condition, dict):
        return False
    if condition.get("type") == "Indefinite":
        return True
    seconds = condition.get("maxAgeSeconds")
    enough = isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds >= SHORTEST_SECONDS
    return condition.get("type") == "Age" and enough
