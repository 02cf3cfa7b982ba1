"""Nothing takes a host's firewall away: no flush, no stopped service, no policy that accepts."""

from collections.abc import Iterator

from ...finding import Finding
from ...host import iptables
from ...host.acts import acts
from ...host.content import Content
from ...host.firewall import loads, rulesets
from ...host.shell import commands
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

HINTS = ("nft", "iptables", "ip6tables")
UNITS = ("nftables.service", "ufw.service", "firewalld.service", "netfilter-persistent.service")


@resource_rule(
    "firewall-disabled",
    on=HOST_TYPES,
    protects="without its ruleset a host shows every port to its neighbours, and to whom the vendor lets through",
    remedy="replace the ruleset as a whole (`nft -f`), and leave its service running",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at commands and units."""
    told = content(resource)
    for facts in dict.fromkeys((*acts(told, "disabling"), *_flushed(told))):
        yield Finding(facts)
    for name in UNITS:
        if told.units.get(name) in ("stopped", "masked"):
            yield Finding(f"its units have {name} {told.units[name]}")


def _flushed(told: Content) -> Iterator[str]:
    """Yield flushes by command after which nothing drops by default."""
    told_so = (each.ruleset for each in rulesets(told) if each.ruleset.flushes)
    closed = frozenset[str]().union(*(ruleset.dropping("input") for ruleset in told_so))
    for script in told.scripts:
        loaded = False
        for words in reversed(commands(script.text)) if any(hint in script.text for hint in HINTS) else ():
            loaded = loaded or loads(words)
            if not loaded and words[0] == "nft" and {"flush", "delete", "destroy"} & set(words[1:3]):
                yield f"{script.where} takes rules out of the ruleset (nft)"
            if iptables.flushes(words) and iptables.PROGRAMS[words[0]] not in closed:
                yield f"{script.where} flushes the host's firewall ({words[0]})"
