"""What one rule of nftables lets through: its conditions as ports and addresses, and its verdict.

A condition that is not understood counts as none, so a rule is never taken for narrower than it is. Source: nft(8).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..networks import EVERYWHERE, Block, NetworkError, parse, subtract
from ..ports import ANY, PortError, Span
from ..ports import parse as parse_ports
from .nft_tokens import Block as Braces
from .nft_tokens import Quoted
from .nft_words import Match, Reader, Words
from .reach import is_private_interface, is_public_interface

FAMILIES = {
    "ip": EVERYWHERE[:1],
    "ip6": EVERYWHERE[1:],
    "inet": EVERYWHERE,
}
SERVICES = {"ssh": 22, "http": 80, "https": 443, "domain": 53, "ntp": 123, "smtp": 25, "telnet": 23, "ftp": 21}
"""Names that rulesets use for ports (`/etc/services`); any other name counts as every port."""
ENDS = ("accept", "drop", "reject", "return", "continue", "queue", "masquerade", "redirect", "dnat", "snat", "tproxy")
HARMLESS = ("counter", "log", "prefix", "comment", "packets", "bytes", "level", "flags", "group", "notrack")
"""Words that are no conditions."""
KNOWN_TRAFFIC = frozenset({"established", "related"})


@dataclass(frozen=True)
class Step:
    """One rule: conditions and verdict. A verdict map is several."""

    match: Match
    verdict: str
    """One of ENDS, `jump`, or empty."""
    target: str = ""
    """Of a jump."""


def steps(words: Words, family: str, sets: Mapping[str, Braces | None]) -> Iterator[Step]:
    """Yield what a rule does.

    Args:
        words: of the rule.
        family: of its table.
        sets: name of a set, or `$name` of a variable, -> its elements; None if they are not known.

    """
    reader = Reader(words, FAMILIES.get(family, EVERYWHERE), sets)
    while (word := reader.next()) is not None:
        if isinstance(word, Braces):
            reader.narrow(narrowed=True)
        elif isinstance(word, Quoted) or word in HARMLESS:
            continue
        elif word in ENDS:
            yield Step(reader.match, str(word))
            return
        elif word in ("jump", "goto"):
            yield Step(reader.match, "jump", str(reader.next()))
            return
        elif word == "vmap":
            yield from _verdict_map(reader)
            return
        else:
            _condition(word, reader)
    yield Step(reader.match, "")


def _condition(word: str, reader: Reader) -> None:
    if word == "meta":
        word = str(reader.next())
    field = reader.peek()
    if word in ("iif", "iifname"):
        _interface(reader)
    elif word in ("oif", "oifname"):
        reader.value()
        reader.narrow(leaving=True, narrowed=True)
    elif word in ("ip", "ip6") and field in ("saddr", "daddr", "protocol", "nexthdr"):
        reader.next()
        _address(word, str(field), reader)
    elif word == "l4proto":
        _protocols(reader)
    elif word == "nfproto":
        _family(reader)
    elif word in ("tcp", "udp", "th", "sctp", "dccp", "udplite") and isinstance(field, str):
        reader.next()
        _transport(word, field, reader)
    elif word == "ct":
        _connection(reader)
    else:
        if word in ("icmp", "icmpv6"):
            reader.next()
            reader.value()
            reader.narrow(protocols=("icmp",))
        reader.narrow(narrowed=True)


def _family(reader: Reader) -> None:
    negated, found = reader.value()
    version = {"ipv4": 4, "ipv6": 6}.get((found or [""])[0])
    if negated or version is None or len(found or ()) != 1:
        reader.narrow(narrowed=True)
    else:
        reader.narrow(sources=tuple(block for block in reader.match.sources if block.version == version))


def _interface(reader: Reader) -> None:
    if reader.peek() == "vmap":
        return
    negated, names = reader.value()
    found = [name.rstrip("*") for name in names or ()]
    private = any(map(is_public_interface, found)) if negated else bool(found) and all(map(is_private_interface, found))
    reader.narrow(private=reader.match.private or private, narrowed=True)


def _address(family: str, field: str, reader: Reader) -> None:
    own = tuple(block for block in reader.match.sources if block.version == FAMILIES[family][0].version)
    if field in ("protocol", "nexthdr"):
        reader.narrow(sources=own)
        _protocols(reader)
        return
    if reader.peek() == "vmap":
        reader.narrow(sources=own)
        return
    negated, texts = reader.value()
    if field == "daddr":
        reader.narrow(sources=own, narrowed=True)
        return
    blocks = [block for text in texts or () for block in _blocks(text)]
    if texts is None or (not negated and not blocks):
        reader.narrow(sources=own, narrowed=True)
    else:
        others = subtract(own, blocks)
        reader.narrow(sources=tuple(others if negated else subtract(own, others)))


def _blocks(text: str) -> tuple[Block, ...]:
    first, dash, last = text.partition("-")
    try:
        start = parse(first)
        return (start._replace(last=parse(last).last),) if dash else (start,)
    except NetworkError:
        return EVERYWHERE


def _protocols(reader: Reader) -> None:
    negated, names = reader.value()
    if negated or names is None:
        reader.narrow(narrowed=True)
    else:
        known = {"6": "tcp", "17": "udp", "1": "icmp", "icmpv6": "icmp", "ipv6-icmp": "icmp", "58": "icmp"}
        reader.narrow(protocols=tuple(known.get(name, name) for name in names))


def _transport(word: str, field: str, reader: Reader) -> None:
    protocols = reader.match.protocols if word == "th" else (word,)
    if field != "dport":
        reader.value()
        reader.narrow(protocols=protocols, narrowed=True)
        return
    reader.narrow(protocols=protocols)
    if reader.peek() != "vmap":
        _ports(reader)


def _ports(reader: Reader) -> None:
    negated, texts = reader.value()
    spans = tuple(_span(text) for text in texts) if texts else (ANY,)
    if negated:
        reader.narrow(ports=tuple(_others(spans)), narrowed=True)
    else:
        reader.narrow(ports=spans, narrowed=reader.match.narrowed or texts is None)


def _span(text: str) -> Span:
    if text in SERVICES:
        return Span(SERVICES[text], SERVICES[text])
    try:
        return parse_ports(text)
    except PortError:
        return ANY


def _others(spans: tuple[Span, ...]) -> Iterator[Span]:
    first = ANY.first
    for span in sorted(spans):
        if span.first > first:
            yield Span(first, span.first - 1)
        first = max(first, span.last + 1)
    if first <= ANY.last:
        yield Span(first, ANY.last)


def _connection(reader: Reader) -> None:
    field = reader.next()
    if field in ("original", "reply"):
        known, field = field == "reply", reader.next()
        if field == "proto-dst":
            _ports(reader)
        else:
            reader.value()
            reader.narrow(narrowed=True)
        reader.narrow(known=reader.match.known or known)
    elif field == "state":
        if reader.peek() == "vmap":
            return
        negated, states = reader.value()
        known = not negated and bool(states) and KNOWN_TRAFFIC.issuperset(states or ())
        reader.narrow(known=reader.match.known or known, narrowed=True)
    else:
        reader.value()
        reader.narrow(narrowed=True)


def _verdict_map(reader: Reader) -> Iterator[Step]:
    """Yield a step for each entry of a verdict map, as narrow as its key is understood."""
    value = reader.next()
    before, entries = reader.match, _entries(value) if isinstance(value, Braces) else None
    key = next((str(word) for word in reversed(reader.words[: reader.at - 2]) if isinstance(word, str)), "")
    if entries is None:
        yield Step(replace(before, narrowed=True), "accept")
        return
    for keys, verdict, target in entries:
        reader.match = before
        reader.words, reader.at = list(keys), 0
        if key == "dport":
            _ports(reader)
        elif key == "saddr":
            _address("ip6" if before.sources == FAMILIES["ip6"] else "ip", "saddr", reader)
        elif key in ("iif", "iifname"):
            _interface(reader)
        elif key == "state":
            reader.narrow(known=before.known or KNOWN_TRAFFIC.issuperset(map(str, keys)), narrowed=True)
        elif key in ("l4proto", "protocol", "nexthdr"):
            _protocols(reader)
        else:
            reader.narrow(narrowed=True)
        yield Step(reader.match, verdict, target)


def _entries(block: Braces) -> list[tuple[list[str], str, str]]:
    """Return keys, verdict and target of each entry: `22 : accept, established : jump known`."""
    words = [str(word) for statement in block.statements for word in statement]
    found = []
    for entry in " ".join(words).split(" , "):
        key, _, verdict = entry.rpartition(":")
        verb, _, target = verdict.strip().partition(" ")
        verb = "jump" if verb in ("goto", "jump") else verb if verb in ENDS else "accept"
        found.append(([key.strip()], verb, target.strip()))
    return found
