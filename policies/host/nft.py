"""Reads a ruleset of nftables: what its hooks let in, and what they do with the rest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import lru_cache

from ..exposure import PORT_PROTOCOLS, PROTOCOLS, Exposure, beyond
from ..networks import EVERYWHERE
from ..ports import ANY, NONE
from .nft_match import FAMILIES, Step, steps
from .nft_tokens import Block, TokenError, statements
from .nft_words import Match, Words
from .reach import public_part

_SHAPE = re.compile(
    r"^\s*(?:table\s+(?:(?:inet|ip6?)\s+)?\w+\s*\{|(?:add|insert|create)\s+(?:rule|chain|element)\s)", re.MULTILINE
)
DEEPEST = 12
"""Jumps that are followed; nft allows 16."""
UNENDED = "a statement of it has no end, so that it is not loaded at all"
BOTH = frozenset({"ip", "ip6"})


@dataclass
class Chain:
    """One chain, a base chain if it has a hook."""

    family: str
    table: str
    name: str
    kind: str = ""
    """filter, nat or route."""
    hook: str = ""
    policy: str = ""
    """Empty where it is not stated, which is accept."""
    rules: list[Words] = field(default_factory=list)
    guessed: bool = False
    """Its hook and policy are not told here; its name is that of a base chain."""

    @property
    def families(self) -> frozenset[str]:
        """The address families that it sees."""
        return BOTH if self.family == "inet" else frozenset({self.family})


@dataclass
class Ruleset:
    """What a file for `nft -f` says."""

    chains: dict[tuple[str, str, str], Chain] = field(default_factory=dict)
    sets: dict[str, Block | None] = field(default_factory=dict)
    flushes: bool = False
    """It takes away every other table first, Docker's too."""
    problems: list[str] = field(default_factory=list)
    _read: dict[int, tuple[Step, ...]] = field(default_factory=dict, repr=False)

    def base(self, hook: str, kind: str = "filter") -> list[Chain]:
        """Return the base chains of a hook."""
        return [chain for chain in self.chains.values() if chain.hook == hook and chain.kind == kind]

    def drops(self, chain: Chain) -> bool:
        """Tell whether a chain drops what none of its rules accepts."""
        if chain.policy == "drop":
            return True
        last = [step for rule in chain.rules[-1:] for step in self._steps(chain, rule)]
        return bool(last) and last[0].match.unconditional and last[0].verdict in ("drop", "reject")

    def dropping(self, hook: str) -> frozenset[str]:
        """Return the families in which a hook drops by default: `ip`, `ip6`."""
        found = [chain.families for chain in self.base(hook) if not chain.guessed and self.drops(chain)]
        return frozenset().union(*found)

    def is_open(self, hook: str) -> bool:
        """Tell whether a hook accepts by default, as far as it is told here at all."""
        told = [chain for chain in self.base(hook) if not chain.guessed or chain.policy == "accept"]
        return bool(told) and not self.dropping(hook)

    def openings(self, chain: Chain, verdicts: tuple[str, ...] = ("accept",)) -> Iterator[Exposure]:
        """Yield what the rules of a chain let in from public addresses."""
        everything = Match(FAMILIES.get(chain.family, EVERYWHERE))
        closed: list[Exposure] = []
        for step in self._walk(chain, everything, 0):
            shown = list(_exposures(step.match))
            if step.verdict in ("drop", "reject") and not step.match.narrowed and not step.match.private:
                closed += shown
            elif step.verdict in verdicts:
                left = (each for exposure in shown for each in beyond(exposure, closed))
                yield from (each for each in left if public_part(each.sources))

    def rewriting(self) -> Iterator[Match]:
        """Yield the conditions under which sources are rewritten."""
        for chain in self.chains.values():
            for rule in chain.rules:
                for step in self._steps(chain, rule):
                    if step.verdict == "masquerade":
                        yield step.match

    def _steps(self, chain: Chain, rule: Words) -> tuple[Step, ...]:
        """Return what a rule does. Read once; nothing is added to a ruleset after that."""
        if id(rule) not in self._read:
            literal = all(type(word) is str and not word.startswith(("@", "$")) for word in rule)
            read = _literal(tuple(rule), chain.family) if literal else tuple(steps(rule, chain.family, self.sets))
            self._read[id(rule)] = read
        return self._read[id(rule)]

    def _walk(self, chain: Chain, outer: Match, depth: int) -> Iterator[Step]:
        for rule in chain.rules:
            for step in self._steps(chain, rule):
                match = step.match.within(outer)
                target = self.chains.get((chain.family, chain.table, step.target))
                if step.verdict != "jump":
                    yield Step(match, step.verdict)
                elif target is None or depth == DEEPEST:
                    yield Step(match, "accept")
                else:
                    yield from self._walk(target, match, depth + 1)


@lru_cache(maxsize=4096)
def _literal(rule: tuple[str, ...], family: str) -> tuple[Step, ...]:
    """Return what a rule without sets, variables and quotes does: hosts of a role have the same ones."""
    return tuple(steps(list(rule), family, {}))


def _exposures(match: Match) -> Iterator[Exposure]:
    """Yield what conditions stand for, seen from the internet."""
    if match.private or match.known or not public_part(match.sources):
        return
    with_ports = match.protocols or (PORT_PROTOCOLS if match.ports else PROTOCOLS)
    for protocol in with_ports:
        for span in (match.ports or (ANY,)) if protocol in PORT_PROTOCOLS else (NONE,):
            yield Exposure(protocol, span, match.sources)


def is_ruleset(path: str, text: str) -> bool:
    """Tell whether a file is one: by its place, its first line, or its shape."""
    if "nft" in path and path.endswith((".nft", ".conf", ".rules")) and "/systemd/" not in path:
        return True
    return text.startswith("#!/usr/sbin/nft") or bool(("table " in text or "rule " in text) and _SHAPE.search(text))


def read(texts: Iterable[tuple[str, str]]) -> Ruleset:
    """Return what rulesets say together. Never raises: what cannot be read is a problem in it.

    Args:
        texts: path and text of each; what one of them includes is another of them.

    """
    ruleset, files = Ruleset(), list(texts)
    for _, text in files:
        try:
            found = statements(text)
        except TokenError:
            ruleset.problems.append("its braces or quotes do not match")
            continue
        for statement in found:
            if statement[0] == "include":
                if not any(fnmatch(path, str(statement[-1])) for path, _ in files):
                    ruleset.problems.append("it includes a file that is not here")
            else:
                _statement(statement, ruleset)
    for chain in ruleset.chains.values():
        if not chain.hook and chain.name.lower() in ("input", "forward", "prerouting"):
            chain.hook, chain.kind, chain.guessed = chain.name.lower(), "filter", True
    return ruleset


def _statement(statement: Words, ruleset: Ruleset) -> None:
    verb = statement[0]
    if any(isinstance(word, Block) for word in statement[:-1]) and verb == "table":
        ruleset.problems.append(UNENDED)
    words = [word for word in statement if isinstance(word, str)]
    block = statement[-1] if isinstance(statement[-1], Block) else None
    if verb == "flush" and "ruleset" in words:
        ruleset.flushes = True
    elif verb in ("flush", "delete", "destroy", "list", "reset", "undefine"):
        return
    elif verb in ("define", "redefine") and len(words) > 1:
        ruleset.sets[f"${words[1]}"] = block or Block([list(statement[3:])])
    elif verb in ("table", "add", "create", "insert", "replace"):
        _object(statement[1:] if verb != "table" else statement, block, ruleset)
    else:
        ruleset.problems.append("a statement of it cannot be read")


def _object(statement: Words, block: Block | None, ruleset: Ruleset) -> None:
    words = [word for word in statement if isinstance(word, str)]
    what, rest = (words[0], words[1:]) if words else ("", [])
    family = rest.pop(0) if rest and rest[0] in ("ip", "ip6", "inet", "arp", "bridge", "netdev") else "ip"
    if what in ("table", "chain") and block and not block.ended:
        ruleset.problems.append(UNENDED)
    if what == "table" and rest:
        for inner in block.statements if block else ():
            _in_table(inner, family, rest[0], ruleset)
    elif what == "chain" and len(rest) > 1:
        _chain(_named(ruleset, family, rest[0], rest[1]), block, ruleset)
    elif what == "rule" and len(rest) > 1:
        skipped = next(at for at, word in enumerate(statement) if word == rest[1] and at > statement.index(rest[0]))
        _named(ruleset, family, rest[0], rest[1]).rules.append(statement[skipped + 1 :])
    elif what == "element" and len(rest) > 1 and block:
        known = ruleset.sets.get(rest[1])
        ruleset.sets[rest[1]] = Block([*(known.statements if known else []), *block.statements])
    elif what in ("set", "map", "flowtable", "counter", "quota", "ct", "limit", "synproxy", "secmark"):
        _set(rest[1] if len(rest) > 1 else "", block, ruleset)
    else:
        ruleset.problems.append("a statement of it cannot be read")


def _in_table(statement: Words, family: str, table: str, ruleset: Ruleset) -> None:
    words = [word for word in statement if isinstance(word, str)]
    block = statement[-1] if isinstance(statement[-1], Block) else None
    if words[:1] == ["chain"] and len(words) > 1 and block is not None:
        if not block.ended:
            ruleset.problems.append(UNENDED)
        _chain(_named(ruleset, family, table, words[1]), block, ruleset)
    elif words[:1] in (["set"], ["map"]) and len(words) > 1:
        _set(words[1], block, ruleset)
    elif words[:1] == ["include"]:
        ruleset.problems.append("it includes a file inside a table")


def _set(name: str, block: Block | None, ruleset: Ruleset) -> None:
    """Take a set's elements; one that is filled by rules or from elsewhere is not known."""
    for statement in block.statements if block else ():
        if statement[0] == "elements":
            elements = statement[-1]
            ruleset.sets[name] = elements if isinstance(elements, Block) else None
            return
    ruleset.sets.setdefault(name, None)


def _named(ruleset: Ruleset, family: str, table: str, name: str) -> Chain:
    return ruleset.chains.setdefault((family, table, name), Chain(family, table, name))


def _chain(chain: Chain, block: Block | None, ruleset: Ruleset) -> None:
    for statement in block.statements if block else ():
        words = [str(word) for word in statement]
        if words[0] == "type":
            chain.kind = words[1] if len(words) > 1 else ""
            chain.hook = words[words.index("hook") + 1] if "hook" in words[:-1] else ""
        elif words[0] == "policy":
            chain.policy = words[1] if len(words) > 1 else ""
        elif words[0] == "include":
            ruleset.problems.append("it includes a file inside a chain")
        elif words[0] not in ("devices", "comment"):
            chain.rules.append(statement)
