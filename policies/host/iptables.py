"""Reads iptables as rules of nftables, so that one judge sees both. Source: iptables(8), iptables-extensions(8)."""

import re
import shlex
from collections.abc import Callable, Iterable

from .nft import Chain, Ruleset
from .nft_tokens import Block
from .nft_words import Words
from .shell import Command

HOOKS = {"INPUT": "input", "FORWARD": "forward", "PREROUTING": "prerouting", "POSTROUTING": "postrouting"}
FILTERING = (None, "INPUT", "FORWARD")
"""Chains of the table `filter`, and all of them."""
VERDICTS = {"ACCEPT": "accept", "DROP": "drop", "REJECT": "reject", "RETURN": "return"}
REWRITES = {"DNAT": "dnat", "REDIRECT": "redirect", "MASQUERADE": "masquerade", "SNAT": "snat"}
GOING_ON = frozenset(
    {"LOG", "NFLOG", "ULOG", "MARK", "CONNMARK", "SECMARK", "TCPMSS", "AUDIT", "TRACE", "CT", "NOTRACK", "CHECKSUM"}
    | {"CLASSIFY", "DSCP", "SET", "TTL", "HL"}
)
"""Targets after which the next rule is asked (iptables-extensions(8)). Any other is a chain, or counts as one."""
PROGRAMS = {"iptables": "ip", "iptables-nft": "ip", "iptables-legacy": "ip"} | {
    "ip6tables": "ip6",
    "ip6tables-nft": "ip6",
    "ip6tables-legacy": "ip6",
}


def take(words: Command, ruleset: Ruleset) -> None:
    """Add what a command does to a ruleset; nothing if it is none of iptables."""
    if words[0] in PROGRAMS:
        _iptables(PROGRAMS[words[0]], words[1:], ruleset)


def flushes(words: Command) -> bool:
    """Tell whether a command empties the chains that filter."""
    arguments = _apart(words[1:]) if words[0] in PROGRAMS else []
    empties = any(flag in arguments for flag in ("-F", "--flush"))
    filtering = _after(arguments, ("-t", "--table")) in (None, "filter")
    return empties and filtering and _after(arguments, ("-F", "--flush")) in FILTERING


def restored(text: str, family: str, ruleset: Ruleset) -> None:
    """Add what a file for iptables-restore says."""
    table = "filter"
    for line in text.splitlines():
        if line.startswith("*"):
            table = line[1:].strip()
        elif line.startswith(":"):
            name, _, policy = line[1:].partition(" ")
            chain = _chain(ruleset, family, table, name)
            chain.policy, chain.guessed = VERDICTS.get(policy.split(" ")[0], "accept"), False
        elif line.startswith("-"):
            _iptables(family, ["-t", table, *_words(line)], ruleset)


def _words(line: str) -> Command:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def _chain(ruleset: Ruleset, family: str, table: str, name: str) -> Chain:
    key = (family, table, name)
    if key not in ruleset.chains:
        kind = "nat" if table == "nat" else "filter"
        guessed = name in HOOKS
        ruleset.chains[key] = Chain(family, table, name, kind, HOOKS.get(name, ""), guessed=guessed)
    return ruleset.chains[key]


def _apart(arguments: Command) -> Command:
    """Return options apart from their values: `--jump=ACCEPT` and `-jACCEPT` as two words."""
    found: Command = []
    for word in arguments:
        match = re.fullmatch(r"(--[a-z-]+)=(.*)|(-[ptsdijoAIPNDRmg])([^-].*)", word)
        found += [part for part in match.groups() if part is not None] if match else [word]
    return found


def _iptables(family: str, words: Command, ruleset: Ruleset) -> None:
    arguments = _apart(words)
    table = _after(arguments, ("-t", "--table")) or "filter"
    for flag in ("-P", "--policy"):
        if flag in arguments[:-2]:
            named, policy = arguments[arguments.index(flag) + 1 :][:2]
            chain = _chain(ruleset, family, table, named)
            chain.policy, chain.guessed = VERDICTS.get(policy, ""), False
    for flag in ("-A", "--append", "-I", "--insert"):
        if flag in arguments[:-1]:
            at = arguments.index(flag)
            chain = _chain(ruleset, family, table, arguments[at + 1])
            rule = _rule(family, arguments[at + 2 :])
            chain.rules.insert(0 if flag in ("-I", "--insert") else len(chain.rules), rule)
    if any(flag in arguments for flag in ("-F", "--flush")):
        name = _after(arguments, ("-F", "--flush"))
        ruleset.flushes = ruleset.flushes or (table == "filter" and name in FILTERING)
        for chain in ruleset.chains.values():
            if (chain.family, chain.table) == (family, table) and name in (None, chain.name):
                chain.rules.clear()


def _after(arguments: Command, flags: Iterable[str]) -> str | None:
    for flag in flags:
        if flag in arguments[:-1]:
            value = arguments[arguments.index(flag) + 1]
            return None if value.startswith("-") else value
    return None


def _rule(family: str, arguments: Command) -> Words:
    """Return a rule in nft's words; an option that means nothing here becomes a condition that is not understood."""
    words: Words = []
    end: Words = []
    at = 0
    while at < len(arguments):
        negated = arguments[at] == "!"
        at += negated
        option = arguments[at] if at < len(arguments) else ""
        value = arguments[at + 1] if at + 1 < len(arguments) else ""
        at += 2
        if option in ("-j", "--jump", "-g", "--goto"):
            end = [VERDICTS.get(value) or REWRITES.get(value) or ("continue" if value in GOING_ON else "jump"), value]
        elif option.isdigit() and not words:  # the place in `-I INPUT 1`
            at -= 1
        elif option in CONDITIONS:
            keyword, change = CONDITIONS[option]
            words += [word.replace("FAMILY", family) for word in keyword.split()]
            words += ["!=", elements(change(value))] if negated else [elements(change(value))]
        elif option not in SAYING_NOTHING:
            words.append(option)
    return words + end


def _ports(value: str) -> str:
    return value.replace(":", "-")


CONDITIONS: dict[str, tuple[str, Callable[[str], str]]] = {
    **dict.fromkeys(
        ("-p", "--protocol", "--proto"), ("meta l4proto", lambda value: value.replace("ipv6-icmp", "icmp"))
    ),
    **dict.fromkeys(("-s", "--source", "--src"), ("FAMILY saddr", str)),
    **dict.fromkeys(("--dport", "--destination-port", "--dports", "--destination-ports"), ("th dport", _ports)),
    **dict.fromkeys(("-i", "--in-interface"), ("iifname", lambda value: value.replace("+", "*"))),
    **dict.fromkeys(("-o", "--out-interface"), ("oifname", str)),
    **dict.fromkeys(("--state", "--ctstate"), ("ct state", str.lower)),
    "--ctorigdstport": ("ct original proto-dst", _ports),
}
SAYING_NOTHING = ("-m", "--match", "--comment", "--log-prefix", "--log-level", "--reject-with")
"""Options that are no conditions, and have a value."""


def elements(value: str) -> Block:
    """Return a list with commas as the elements of a set."""
    words: Words = [word for part in value.split(",") for word in (part, ",")]
    return Block([words[:-1]])
