"""A host hands on only what it has to: no port of it leads to another host, or into a container, past the ruleset."""

from collections.abc import Iterator

from ...exposure import Exposure, excess
from ...finding import Finding
from ...host.engine import engine
from ...host.firewall import rulesets
from ...host.nft import Ruleset
from ...host.source import HOST_TYPES, content, showable
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "host-forwards",
    on=HOST_TYPES,
    protects="what is forwarded passes by the input chain: ports that are published or translated seem closed",
    remedy="give the ruleset a forward chain with policy drop, and translate ports for private sources alone",
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Look at forward chains, at translations, and for containers without a forward chain."""
    told = content(resource)
    allowed = showable(resource, settings)
    for each in rulesets(told):
        for facts in dict.fromkeys(_objections(each.ruleset, allowed)):
            yield Finding(f"{each.where}: {facts}")
        filtered = each.ruleset.dropping("input")
        if filtered and not each.ruleset.base("forward") and engine(told).present:
            yield Finding(
                f"{each.where}: has no forward chain, and published ports of containers pass by the input chain"
            )


def _objections(ruleset: Ruleset, allowed: tuple[Exposure, ...]) -> Iterator[str]:
    chains = ruleset.base("forward")
    if ruleset.is_open("forward"):
        yield "its forward chain accepts what no rule names"
    for chain in chains if ruleset.dropping("forward") or all(chain.guessed for chain in chains) else ():
        for opening in ruleset.openings(chain):
            if open_to := excess(opening, allowed):
                yield f"hands on {open_to}, which the host may not show"
    for chain in (*ruleset.base("prerouting", "nat"), *ruleset.base("prerouting")):
        for opening in ruleset.openings(chain, ("dnat", "redirect", "tproxy")):
            if open_to := excess(opening, allowed):
                yield f"translates {open_to} to somewhere else, which the host may not show"
    if any(match.unconditional for match in ruleset.rewriting()):
        yield "rewrites the sources of everything that it hands on, on every interface"
