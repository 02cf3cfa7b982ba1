"""Nothing takes a host's firewall away: no flush, no stopped service, no policy that accepts."""

from collections.abc import Iterator

from ...finding import Finding
from ...host.acts import acts
from ...host.content import Content
from ...host.firewall import rulesets
from ...host.shell import Command, commands
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

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
    closed = frozenset[str]().union(
        *(each.ruleset.dropping("input") for each in rulesets(told) if each.ruleset.flushes)
    )
    for script in told.scripts:
        if "flush" not in script.text and "tables" not in script.text and "nft" not in script.text:
            continue
        loaded = False
        for words in reversed(list(commands(script.text))):
            loaded = loaded or _loads(words)
            if words[0] == "nft" and {"flush", "delete", "destroy"} & set(words[1:3]) and not loaded:
                yield f"{script.where} takes rules out of the ruleset (nft)"
            elif (
                words[0] in ("iptables", "ip6tables")
                and {"-F", "--flush"} & set(words)
                and "nat" not in words
                and not closed
            ):
                yield f"{script.where} flushes the host's firewall ({words[0]})"


def _loads(words: Command) -> bool:
    """Tell whether a command loads a ruleset as a whole."""
    if words[0] == "nft":
        return any(word.startswith("-f") or word == "--file" for word in words)
    loading = {"start", "restart", "reload", "--now"} & set(words)
    return words[0] == "systemctl" and bool(loading) and bool({"nftables", "nftables.service"} & set(words))
