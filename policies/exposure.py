"""The judge of exposures: what is open, against what may be open. Pure, so that plan, state and live data share it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .networks import EVERYWHERE, Block, describe, merge, subtract
from .ports import NONE, SSH, Span

PORT_PROTOCOLS = ("tcp", "udp")
PROTOCOLS = (*PORT_PROTOCOLS, "icmp", "gre", "esp")
"""What the vendor's firewall can let in."""


@dataclass(frozen=True)
class Exposure:
    """What may be reached, and from where."""

    protocol: str
    """One of PROTOCOLS."""
    ports: Span
    """NONE for protocols without ports."""
    sources: tuple[Block, ...]
    hidden: bool = field(default=False, compare=False)
    """Whether the sources are marked secret: no text names them then."""

    def __str__(self) -> str:
        ports = "" if self.ports == NONE else f" {self.ports}"
        ssh = (
            " (SSH's port among them)" if self.protocol == "tcp" and SSH in self.ports and self.ports.last > SSH else ""
        )
        wide = tuple(merge(self.sources)) == EVERYWHERE
        sources = "networks that are marked secret" if self.hidden and not wide else describe(self.sources)
        return f"{self.protocol}{ports}{ssh} from {sources}"


def beyond(opened: Exposure, allowed: Iterable[Exposure]) -> list[Exposure]:
    """Return the part of an exposure that no allowance covers, also none of them together; empty if all is covered.

    Unions need no further thought: several rules, firewalls or split networks stay within an allow-list exactly if
    each of them does.
    """
    relevant = [allowance for allowance in allowed if allowance.protocol == opened.protocol]
    left: list[Exposure] = []
    for span in _segments(opened.ports, relevant):
        covering = (block for allowance in relevant if span.first in allowance.ports for block in allowance.sources)
        sources = tuple(subtract(opened.sources, covering))
        if not sources:
            continue
        continued = left and left[-1].ports.last + 1 == span.first and left[-1].sources == sources
        first = left.pop().ports.first if continued else span.first
        left.append(replace(opened, ports=Span(first, span.last), sources=sources))
    return left


def excess(opened: Exposure, allowed: Iterable[Exposure]) -> str | None:
    """Return what is open beyond the allow-list, in words; None if nothing is."""
    left = beyond(opened, allowed)
    if not left:
        return None
    return str(left[0] if len(left) == 1 else opened)


def _segments(ports: Span, allowed: Iterable[Exposure]) -> list[Span]:
    """Cut a span where any allowance begins or ends, so that each piece is covered as a whole or not at all."""
    starts = {ports.first}
    for allowance in allowed:
        starts.update(cut for cut in (allowance.ports.first, allowance.ports.last + 1) if cut in ports)
    ordered = sorted(starts)
    return [Span(first, after - 1) for first, after in zip(ordered, [*ordered[1:], ports.last + 1], strict=True)]
