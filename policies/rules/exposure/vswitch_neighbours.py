"""Who is joined to a private network from outside the cloud is declared: such neighbours pass every cloud firewall.

A vSwitch brings dedicated servers, and whatever they bridge, into the network. The vendor filters nothing there, so
they reach every port of every server on it; only each host's own ruleset stands in between. A network of another stack
may have one, so it is declared too.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...networks import describe
from ...options import REASON, TEXT, record
from ...picture.judge import Reached, Unseen, Way
from ...picture.parts import Balancer
from ...picture.whole import READS, exposures_of
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings

RULE = "vswitch-neighbours"


@stack_rule(
    RULE,
    reads=READS,
    protects="no cloud firewall filters a private network, so its neighbours reach every port, SSH included",
    remedy="take the vSwitch away, or name the network with a reason in the options of this rule; each host then needs"
    " a ruleset of its own that closes it to the neighbours",
    options={
        "networks": {
            "type": "array",
            "description": "networks that machines outside the cloud may be joined to, by name in the program or by id",
            "items": record({"network": TEXT, "reason": REASON}),
        }
    },
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Report each server once for each network."""
    declared = {entry["network"] for entry in settings.option(RULE, "networks", [])}
    told: set[tuple[str, str]] = set()
    for each in exposures_of(stack):
        if each.way is not Way.NEIGHBOUR or each.at.name in declared:
            continue
        key = each.target.key if each.target else each.at.key
        if (each.at.name, key) not in told:
            told.add((each.at.name, key))
            yield Finding(_facts(each), stack.at(key))


def _facts(each: Reached | Unseen) -> str:
    if isinstance(each, Unseen):
        return each.why
    what = "every service" if isinstance(each.target, Balancer) else "every port"
    return f"{what} is open to {describe(each.opened.sources)} through {each.where} on network {each.at.name}"
