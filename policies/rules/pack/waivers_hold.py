"""Waivers name a rule, a resource, a reason, an owner and an end within 90 days, and are printed on every run.

A waiver that nothing needs is a violation too; that is seen only at the end of a run, in `run.py`.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import ROOT_STACK
from ...options import WAIVERS
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "waivers-hold",
    on=(ROOT_STACK,),
    protects="an exception that nobody needs or answers for any more is a hole",
    remedy="fix what it excuses, or renew it with a reason and an end within 90 days",
    options={"waivers": WAIVERS},
    waivable=False,
)
def rule(_stack: Resource, settings: Settings) -> Iterator[Finding]:
    """Report waivers that do not hold, and print those that do."""
    for waiver, why in settings.refused_waivers:
        yield Finding(f"{waiver}: {why}")
    for waiver in settings.waivers:
        yield Finding(f"{waiver} until {waiver.expires}, {waiver.owner}: {waiver.reason}", notice=True)
