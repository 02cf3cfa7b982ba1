"""What a firewall lets in, from its rules.

A value that is not known counts as the widest one: an unknown port is every port, an unknown source is everywhere. What
cannot be read is a problem of its own. Nothing is ever left out.
"""

from collections.abc import Callable, Iterator

from ..exposure import PORT_PROTOCOLS, PROTOCOLS, Exposure
from ..networks import EVERYWHERE, Block, NetworkError
from ..networks import parse as parse_network
from ..picture.parts import Opening, Problem
from ..ports import ANY, NONE, PortError, Span
from ..ports import parse as parse_ports
from ..reading import UNKNOWN, Value, is_marked
from ..resource import Resource


class _UnreadableError(Exception):
    """Carries why a rule cannot be read."""


def openings(firewall: Resource) -> Iterator[Opening | Problem]:
    """Yield what each inbound rule lets in."""
    rules = firewall.get("rules")
    if rules is None:
        return
    if not isinstance(rules, list):
        yield Problem("rules", "not known before apply" if rules is UNKNOWN else "not a list")
        return
    show = _hidden if is_marked(firewall.properties.get("rules")) else repr
    for index, rule in enumerate(rules):
        where = f"rules[{index}]"
        try:
            yield from _rule(where, rule, show)
        except _UnreadableError as error:
            yield Problem(where, str(error))


Show = Callable[[Value], str]
"""How a text repeats a value that cannot be read."""


def _hidden(_value: Value) -> str:
    return "[marked secret]"


def _rule(where: str, rule: Value, show: Show) -> Iterator[Opening]:
    if not isinstance(rule, dict):
        raise _UnreadableError("not known before apply" if rule is UNKNOWN else "not an object")
    direction = rule.get("direction")
    if direction == "out":
        return
    if direction is not UNKNOWN and direction != "in":
        raise _UnreadableError(f"direction {show(direction)} is neither 'in' nor 'out'")
    guessed = [key for key in ("direction", "protocol") if rule.get(key) is UNKNOWN]
    sources, all_known = _sources(rule.get("sourceIps"), show)
    if not all_known:
        guessed.append("sourceIps")
    for protocol in _protocols(rule.get("protocol"), show):
        ports = _ports(protocol, rule.get("port"), show)
        guesses = [*guessed, "port"] if protocol in PORT_PROTOCOLS and rule.get("port") is UNKNOWN else guessed
        yield Opening(where, Exposure(protocol, ports, sources, hidden=show is _hidden), tuple(guesses))


def _protocols(value: Value, show: Show) -> tuple[str, ...]:
    if value is UNKNOWN:
        return PROTOCOLS
    if isinstance(value, str) and value in PROTOCOLS:
        return (value,)
    raise _UnreadableError(f"protocol {show(value)} is none of {', '.join(PROTOCOLS)}")


def _ports(protocol: str, value: Value, show: Show) -> Span:
    if protocol not in PORT_PROTOCOLS:
        return NONE
    if value is UNKNOWN:
        return ANY
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _UnreadableError(f"{protocol} without a readable port, which may mean every port")
    try:
        return parse_ports(value)
    except PortError as error:
        raise _UnreadableError(f"port {show(value)} is neither a port, a range, nor 'any'") from error


def _sources(value: Value, show: Show) -> tuple[tuple[Block, ...], bool]:
    """Return the sources, and whether all of them are known."""
    if value is UNKNOWN or (isinstance(value, list) and UNKNOWN in value):
        return EVERYWHERE, False
    if not isinstance(value, list) or not value:
        raise _UnreadableError("no sourceIps, which may mean everywhere")
    blocks: list[Block] = []
    for source in value:
        if not isinstance(source, str):
            raise _UnreadableError("a source that is not text")
        try:
            blocks.append(parse_network(source))
        except NetworkError as error:
            raise _UnreadableError(f"source {show(source)} is not a network") from error
    return tuple(blocks), True
