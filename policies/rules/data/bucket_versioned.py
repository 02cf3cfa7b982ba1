"""What a bucket holds survives whoever may write to it: older versions stay, and backups cannot be deleted at all.

For S3-compatible stores; R2 has no versions, see `backup-bucket-locked`, which also says which buckets hold backups.
Object lock works at Hetzner only where it was switched on when the bucket was made, and a default retention locks what
a backup program writes without knowing of it (docs.hetzner.com, Object Storage, "Object Lock: Retention").
"""

from collections.abc import Iterator

from ...buckets import BUCKETS, keeps_versions, locked_days, name_of
from ...finding import Finding
from ...options import RESOURCE, accepted
from ...resource import Resource, Stack
from ...rule import EVERY_TYPE, stack_rule
from ...settings import Settings

SHORTEST_DAYS = 7
"""As long as a backup is kept at least (`backup-declared`)."""


@stack_rule(
    "bucket-versioned",
    reads=(EVERY_TYPE,),  # not the types: to judge what a bucket keeps is not to judge whom it lets in
    protects="one wrong call, or whoever has the keys, overwrites or deletes what is in it for good",
    remedy="enable its versions, lock backups with a default retention of 7 days or more, set protect=True",
    options={"accepted": accepted("buckets whose content may be lost", resource=RESOURCE)},
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Look at every bucket and what is set on it."""
    losses = settings.option("bucket-versioned", "accepted", ())
    backups = settings.option("backup-bucket-locked", "buckets", ())
    for bucket in stack.of(*BUCKETS):
        entry = next((each for each in losses if bucket.is_called(each["resource"])), None)
        if entry:
            yield Finding(f"may lose what it holds: {entry['reason']} ({entry['owner']})", bucket, notice=True)
            continue
        yield from _kept(bucket, stack)
        if _holds_backups(bucket, backups) and locked_days(bucket, stack) < SHORTEST_DAYS:
            yield Finding(f"holds backups and locks none of them for {SHORTEST_DAYS} days or more", bucket)


def _kept(bucket: Resource, stack: Stack) -> Iterator[Finding]:
    if not keeps_versions(bucket, stack):
        yield Finding("keeps no older versions", bucket)
    if not bucket.options.protect:
        yield Finding("the engine may replace and delete it (protect)", bucket)
    if bucket.get("forceDestroy") not in (None, False):
        yield Finding("is deleted with all that it holds (forceDestroy)", bucket)


def _holds_backups(bucket: Resource, named: list[str]) -> bool:
    """Tell by its names, here and at the store; one that is not known may hold some."""
    name = name_of(bucket)
    called = bucket.name if name is None else name
    return not isinstance(called, str) or "backup" in f"{called} {bucket.name}".lower() or called in named
