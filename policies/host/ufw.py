"""Reads ufw and firewalld as rules of nftables, so that one judge sees them too. Sources: ufw(8), firewall-cmd(1)."""

from itertools import pairwise

from .iptables import elements
from .nft import Chain, Ruleset
from .nft_words import Words
from .shell import Command

PROGRAMS = frozenset({"ufw", "firewall-cmd"})


def take(words: Command, ruleset: Ruleset) -> None:
    """Add what a command does to a ruleset; nothing if it is none of these."""
    if words[0] == "ufw":
        _ufw(_plain([word for word in words[1:] if not word.startswith("--")]), ruleset)
    elif words[0] == "firewall-cmd":
        _firewalld(words[1:], ruleset)


def _plain(words: Command) -> Command:
    """Return a command without its comment, and without the place that it puts a rule at."""
    words = words[: words.index("comment")] if "comment" in words else words
    if words[:1] == ["insert"]:
        return words[2:]
    return words[1:] if words[:1] in (["prepend"], ["rule"]) else words


def _chain(ruleset: Ruleset, table: str, hook: str = "input") -> Chain:
    """Return the chain in whose place it stands; that it is switched on is not told by a rule alone."""
    chain = Chain("inet", table, hook, "filter", hook, "drop", guessed=True)
    return ruleset.chains.setdefault(("inet", table, hook), chain)


def _ufw(words: Command, ruleset: Ruleset) -> None:
    if words[:2] == ["route", "allow"]:
        _chain(ruleset, "ufw", "forward").rules.append(_ufw_rule(words[2:]))
        return
    chain = _chain(ruleset, "ufw")
    if words[:1] == ["enable"]:
        chain.guessed = False
    elif words[:1] == ["default"] and "outgoing" not in words and "routed" not in words:
        chain.policy = "accept" if "allow" in words else "drop"
        chain.guessed = chain.policy == "drop" and chain.guessed
    elif words[:1] in (["allow"], ["limit"]) and "out" not in words:
        chain.rules.append(_ufw_rule(words[1:]))


def _ufw_rule(words: Command) -> Words:
    """Return `allow 22/tcp`, or `allow in on eth0 from 10.0.0.0/8 to any port 22 proto tcp`, in nft's words."""
    named = dict(pairwise(words[: words.index("out")] if "out" in words else words))
    rule: Words = ["iifname", named["on"]] if "on" in named else []
    source = named.get("from", "any")
    if source != "any":
        rule += ["ip6" if ":" in source else "ip", "saddr", source]
    first = "" if "from" in named or "to" in named or "on" in named else (words[-1] if words else "")
    port, _, protocol = (named.get("port") or first).partition("/")
    protocol = named.get("proto", protocol)
    if protocol:
        rule += ["meta", "l4proto", protocol]
    if port and port != "any":
        known = {"OpenSSH": "22", "Nginx Full": "80,443", "Nginx HTTPS": "443", "WWW": "80", "WWW Full": "80,443"}
        rule += ["th", "dport", elements(known.get(port, port).replace(":", "-"))]
    return [*rule, "accept"]


def _firewalld(arguments: Command, ruleset: Ruleset) -> None:
    chain = _chain(ruleset, "firewalld")
    for argument in arguments:
        option, _, value = argument.partition("=")
        if option == "--add-port":
            port, _, protocol = value.partition("/")
            chain.rules.append(["meta", "l4proto", protocol or "tcp", "th", "dport", port, "accept"])
        elif option == "--add-service":
            chain.rules.append(["tcp", "dport", value, "accept"])
        elif option == "--set-default-zone" and value == "trusted":
            chain.policy, chain.guessed = "accept", False
