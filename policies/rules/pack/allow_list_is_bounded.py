"""What a stack adds to the allow-list stays within bounds, and is printed on every run."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import ROOT_STACK
from ...options import ROLES
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "allow-list-is-bounded",
    on=(ROOT_STACK,),
    protects="an exposure that no rule judges any more would be open for good",
    remedy="allow one UDP port, TCP 80 or 443, or another TCP port for networks up to a /24 or a /56, but never SSH",
    options={"roles": ROLES},
    waivable=False,
)
def rule(_stack: Resource, settings: Settings) -> Iterator[Finding]:
    """Report what was refused, and print what was added."""
    for role, allowance, why in settings.refused_additions:
        what = f"{allowance.protocol} {allowance.port or ''}".strip()
        yield Finding(f"the configuration wants to allow {what} for role {role!r}: {why}")
    for role, allowance in settings.additions:
        yield Finding(f"role {role!r} may also show {allowance.exposure()}: {allowance.reason}", notice=True)
