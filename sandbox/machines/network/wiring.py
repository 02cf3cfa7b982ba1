"""What a router should have, as data, and the lines that get it there from what it has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sandbox.machines.network.link import Link, route


@dataclass(frozen=True)
class Wiring:
    """Everything about one router."""

    links: Mapping[str, Link] = field(default_factory=dict)
    """By name."""
    addresses: frozenset[str] = frozenset()
    """What it answers to on every cable, such as a gateway's address."""
    routes: Mapping[str, str | None] = field(default_factory=dict)
    """Destination to the name of a link; None where the destination is unreachable although something wider is not."""
    ruleset: str = ""
    """For `nft -f`: replaces all that was loaded before."""


def steps(present: Wiring, wanted: Wiring) -> Iterator[str]:
    """Yield the lines for `ip -batch` that turn one wiring into another. Nothing that stays is touched."""
    staying = {name for name, link in present.links.items() if wanted.links.get(name) == link}
    for name in present.links.keys() - staying:
        yield f"link delete {name}"
    for destination, link in present.routes.items():
        # A route goes with its cable.
        if destination not in wanted.routes and (link is None or link in staying):
            yield f"route delete {'unreachable ' if link is None else ''}{destination}"
    for address in sorted(present.addresses - wanted.addresses):
        yield f"address delete {address} dev lo"
    for address in sorted(wanted.addresses - present.addresses):
        yield f"address add {address} dev lo"
    for name, made in wanted.links.items():
        if name not in staying:
            yield from made.plug()
    for destination, link in wanted.routes.items():
        kept = destination in present.routes and present.routes[destination] == link
        if not kept or (link is not None and link not in staying):
            yield route(destination, link)
