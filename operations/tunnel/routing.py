"""Which of a peer's links carries: all lead to the private range, the lowest metric wins."""

import json
from collections.abc import Sequence

from operations.tunnel import configuration
from operations.tunnel.configuration import FIRST_METRIC, Link
from operations.tunnel.facts import Network
from operations.tunnel.place import Place


def carry(place: Place, links: Sequence[Link]) -> None:
    """Have the first of these links carry, and the others wait behind it in this order.

    A metric is a slot that one route has; each is written over, so there is no moment without a route.

    Args:
        place: where the interfaces are; all are up.
        links: of one peer, best first.

    """
    for network in dict.fromkeys(network for link in links for network in link.shared):
        leading = [link for link in links if network in link.shared]
        wanted = {(link.name, FIRST_METRIC + slot) for slot, link in enumerate(leading)}
        for device, metric in sorted(wanted, key=lambda each: each[1]):
            place.run(configuration.route(network, device, metric))
        ours = {link.name for link in links}
        for device, metric in routes(place, network):
            if device in ours and (device, metric) not in wanted:
                words = ["route", "delete", str(network), "dev", device, "metric", str(metric)]
                place.run(["ip", f"-{network.version}", *words])


def carrying(place: Place, links: Sequence[Link]) -> str | None:
    """Return the name of the interface that carries traffic to the private range, or None."""
    for network in dict.fromkeys(network for link in links for network in link.shared):
        found = routes(place, network)
        if found:
            return min(found, key=lambda each: each[1])[0]
    return None


def routes(place: Place, network: Network) -> list[tuple[str, int]]:
    """Return the interfaces that lead to exactly this network, each with its metric."""
    shown = place.run(["ip", "-json", f"-{network.version}", "route", "show", str(network)])
    return [(str(each["dev"]), int(each.get("metric", 0))) for each in json.loads(shown or "[]")]
