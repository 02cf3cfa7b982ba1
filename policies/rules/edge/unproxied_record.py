"""No name shows the address of a server that only the edge may call.

A role that may show something to everybody (a gateway its WireGuard port) has a public address anyway.
"""

from collections.abc import Iterator

from ...allow_list import AllowList
from ...finding import Finding
from ...networks import EVERYWHERE, merge
from ...picture.places import Place
from ...picture.whole import READS, picture_of, places_of
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "unproxied-record",
    reads=READS,
    protects="whoever looks the name up learns the address, and attacks the origin past the edge",
    remedy="set proxied=True, or remove the record",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Follow each name that the edge does not stand before."""
    places = places_of(stack)
    for name in picture_of(stack).names:
        if name.proxied:
            continue
        found = places.of(name.leads)
        for place in found.places:
            if not _is_known_anyway(place, settings.allow_list):
                yield Finding(f"shows the address of {place.name}", stack.at(name.key))
        for why in name.leads.unseen:
            yield Finding(f"shows {why}, and may be a server's", stack.at(name.key))


def _is_known_anyway(place: Place, allow_list: AllowList) -> bool:
    shown = (exposure for exposure in allow_list.of(place.role) if exposure.protocol != "icmp")
    return any(merge(exposure.sources) == list(EVERYWHERE) for exposure in shown)
