"""Every backup is restored on a schedule: one that was never restored is a hope.

A component of ours says it as the fact `restoreDrill` {everyDays, owner}; for volumes outside of our components it is
part of what `backup-declared` is configured with.
"""

from collections.abc import Iterator

from ...backups import LONGEST_BETWEEN_DRILLS, acceptance, declaration, is_component_with_data
from ...finding import Finding
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...settings import Settings


@resource_rule(
    "restore-drill-declared",
    on=(EVERY_TYPE,),
    protects="a backup that was never restored is found to be broken on the day it is needed",
    remedy=f"have the component state `restoreDrill` with everyDays up to {LONGEST_BETWEEN_DRILLS} and an owner",
)
def rule(component: Resource, settings: Settings) -> Iterator[Finding]:
    """Look for an interval and an owner."""
    if not is_component_with_data(component):
        return
    if declaration(component, settings) or acceptance(component, settings):
        return
    drill = component.get("restoreDrill")
    if not isinstance(drill, dict):
        yield Finding("holds data and states no restore drill")
        return
    days = drill.get("everyDays")
    if isinstance(days, bool) or not isinstance(days, int | float) or not 0 < days <= LONGEST_BETWEEN_DRILLS:
        yield Finding(f"its restore drill is not stated to run at least every {LONGEST_BETWEEN_DRILLS} days")
    if not isinstance(drill.get("owner"), str) or not drill["owner"]:
        yield Finding("its restore drill has no owner")
