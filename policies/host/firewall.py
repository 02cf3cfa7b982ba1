"""The rulesets that a host is told, in whichever language, each read once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from . import iptables, nft, ufw
from .content import Content, Text
from .nft import Ruleset
from .shell import Command, commands

HINTS = ("iptables", "ip6tables", "ufw", "firewall-cmd", "nft", "INPUT", "FORWARD", "PREROUTING")


@dataclass(frozen=True)
class Told:
    """One ruleset and where it stands."""

    where: str
    ruleset: Ruleset


@lru_cache(maxsize=4096)
def rulesets(content: Content) -> tuple[Told, ...]:
    """Return what each source says of the host's firewall: its files and its commands, together. Read once."""
    return tuple(_rulesets(content))


def _rulesets(content: Content) -> Iterator[Told]:
    files: dict[str, list[Text]] = defaultdict(list)
    for file in content.files:
        if nft.is_ruleset(file.path, file.text):
            files[source(file)].append(file)
    orders: dict[str, list[Command]] = defaultdict(list)
    for script in content.scripts:
        if any(hint in script.text for hint in HINTS):
            orders[source(script)] += [named for words in commands(script.text) if (named := _named(words))]
    restored = [file for file in content.files if _is_restored(file)]
    for where in dict.fromkeys([*files, *orders, *map(source, restored)]):
        statements = [_statement(words) for words in orders[where] if words[0] == "nft"]
        texts = [(file.where, file.text) for file in files[where]]
        ruleset = nft.read([*((file.path, file.text) for file in files[where]), ("", "\n".join(statements))])
        for words in orders[where]:
            iptables.take(words, ruleset)
            ufw.take(words, ruleset)
        for file in restored:
            if source(file) == where:
                iptables.restored(file.text, "ip6" if file.path.endswith("v6") else "ip", ruleset)
        if texts or ruleset.chains or ruleset.flushes or ruleset.problems:
            yield Told(texts[0][0] if texts else where, ruleset)


PROGRAMS = frozenset({"nft", *iptables.PROGRAMS, *ufw.PROGRAMS})


def _is_restored(file: Text) -> bool:
    return file.path.endswith((".v4", ".v6")) or "*filter\n" in file.text


def _named(words: Command) -> Command | None:
    """Return a command of a firewall; one whose program is a variable is known by the chains of iptables in it."""
    if words[0] in PROGRAMS:
        return words
    if words[0].startswith("$") and {"INPUT", "FORWARD", "PREROUTING"} & set(words):
        return ["iptables", *words[1:]]
    return None


def source(text: Text) -> str:
    """Return what a text is part of: user data, a bundle, a command."""
    return text.where.partition(",")[0]


def _statement(words: Command) -> str:
    """Return the statement of an `nft` command; empty if it reads a file."""
    if "<<<" in words[:-1]:
        return words[words.index("<<<") + 1]
    arguments = [word for word in words[1:] if not word.startswith("-") or word == "-"]
    if any(word in ("-f", "--file", "-c", "--check") or word.startswith("-f") for word in words[1:]):
        return ""
    return " ".join(arguments)


SERVICES = frozenset({"nftables", "netfilter-persistent", "iptables", "ip6tables"})
LOADING = frozenset({"start", "restart", "reload", "--now", "reload-or-restart"})


def loads(words: Command) -> bool:
    """Tell whether a command loads the rulesets that are in files."""
    if words[0] == "nft":
        return any(word.startswith("-f") or word == "--file" for word in words)
    if words[0] == "systemctl":
        return bool(LOADING & set(words)) and any(word.removesuffix(".service") in SERVICES for word in words)
    return words[0] in ("iptables-restore", "ip6tables-restore", "netfilter-persistent")


def closed(content: Content) -> frozenset[str]:
    """Return the address families in which what a host is told drops by default, once it is loaded."""
    if _is_loaded(content):
        return _dropping(content)
    commands_alone = Content(commands=content.commands, files=[file for file in content.files if not _holds(file)])
    return _dropping(commands_alone)


def _dropping(content: Content) -> frozenset[str]:
    return frozenset[str]().union(*(told.ruleset.dropping("input") for told in rulesets(content)))


def _holds(file: Text) -> bool:
    return nft.is_ruleset(file.path, file.text) or _is_restored(file)


def _is_loaded(content: Content) -> bool:
    by_unit = content.units.get("nftables.service") in ("running", "oneshot")
    by_package = "iptables-persistent" in content.packages or "netfilter-persistent" in content.packages
    return by_unit or by_package or any(loads(words) for each in content.scripts for words in commands(each.text))
