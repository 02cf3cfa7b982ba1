"""A host's own ruleset lets in only what the host may show, and drops the rest.

Ports alone are compared: from where they may be reached is for the vendor's firewall to say, and judged there. What is
let in from private addresses and tunnels is a matter between the stack's own hosts.
"""

from collections.abc import Iterator

from ...exposure import Exposure, excess
from ...finding import Finding
from ...host.firewall import Told, rulesets
from ...host.source import HOST_TYPES, content, showable
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "host-ruleset-opens",
    on=HOST_TYPES,
    protects="the ruleset is the last barrier of a host, and the only one between neighbours",
    remedy="let the input chain of `table inet` drop by policy, and accept private sources,"
    " or ports that the role may show (policies/roles.yaml)",
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Judge each ruleset that the resource brings."""
    allowed = showable(resource, settings)
    for told in rulesets(content(resource)):
        for facts in dict.fromkeys(_objections(told, allowed)):
            yield Finding(f"{told.where}: {facts}")


def _objections(told: Told, allowed: tuple[Exposure, ...]) -> Iterator[str]:
    ruleset = told.ruleset
    yield from ruleset.problems
    chains = ruleset.base("input")
    if ruleset.is_open("input"):
        yield "its input chain accepts what no rule names"
    for chain in chains:
        for opening in ruleset.openings(chain):
            if open_to := excess(opening, allowed):
                yield f"lets in {open_to}, which the host may not show"
