"""Whatever holds data says where its backup is, how long it is kept, and that it is encrypted.

A component of ours says it as the fact `backup` {where, schedule, retentionDays, encrypted}; for volumes
outside of our components the pack's configuration does. A server's own backups do not count: the vendor leaves
volumes out of them (docs.hetzner.com, cloud/servers/backups-snapshots).
"""

from collections.abc import Iterator

from ...backups import ACCEPTED, DECLARED, acceptance, declaration, holds_data
from ...finding import Finding
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...settings import Settings

SHORTEST_DAYS = 7
"""Shorter than that, damage that is noticed after a week-end is in every copy."""


@resource_rule(
    "backup-declared",
    on=(EVERY_TYPE,),
    protects="data without a backup is gone with its volume, with its server, or with one wrong statement",
    remedy="have the component state `backup`, or declare it in the pack's configuration (backup-declared.declared)",
    options={"declared": DECLARED, "accepted": ACCEPTED},
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Look for a whole declaration."""
    if not holds_data(resource) or declaration(resource, settings):
        return
    if accepted := acceptance(resource, settings):
        yield Finding(f"has no backup: {accepted['reason']} ({accepted['owner']})", notice=True)
        return
    backup = resource.get("backup")
    if not isinstance(backup, dict):
        yield Finding("holds data and states no backup")
        return
    for key in ("where", "schedule"):
        if not isinstance(backup.get(key), str) or not backup[key]:
            yield Finding(f"its backup does not state {key}")
    if backup.get("encrypted") is not True:
        yield Finding("its backup is not stated to be encrypted")
    days = backup.get("retentionDays")
    if isinstance(days, bool) or not isinstance(days, int | float) or days < SHORTEST_DAYS:
        yield Finding(f"its backups are not kept for {SHORTEST_DAYS} days or more")
