"""A server in a private network has its own ruleset from its first boot, because nothing else filters there.

User data that is not known at preview is announced by `judged-on-apply`, and judged on apply, before the server is
created; a ComputeNode tells what it will say there.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...host.firewall import closed, rulesets
from ...host.source import content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "host-ruleset-missing",
    on=(SERVER,),
    protects="the vendor filters nothing between servers of a private network, so each neighbour reaches every port",
    remedy="have its user data bring and load a ruleset for `table inet` whose input chain has policy drop",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look for chains that drop what they do not know, in both families."""
    if not server.get("networks"):
        return
    told = content(server)
    if told.unknown:
        return
    families = closed(told)
    if not families and any(each.ruleset.dropping("input") for each in rulesets(told)):
        yield Finding("its user data brings a ruleset, and never loads it")
    elif not families:
        yield Finding("is in a private network, and its user data brings no ruleset that drops what it does not know")
    elif len(families) == 1:
        (family,) = families
        yield Finding(f"its user data filters {family} alone, and the other address family is open")
