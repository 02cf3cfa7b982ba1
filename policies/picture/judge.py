"""The one judge of exposures: a pure function from a picture to who may reach what, from where, and by which way.

It is asked about a plan, an exported state, and live data alike. It says what is open; what may be open is the
allow-list's to say, and `beyond` compares the two. Unions need no arithmetic of their own: several rules, firewalls or
split networks stay within an allow-list exactly if each of them does.
"""

import enum
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..allow_list import AllowList
from ..exposure import PORT_PROTOCOLS, PROTOCOLS, Exposure, excess
from ..networks import EVERYWHERE, Block
from ..ports import ANY, NONE, Span
from .parts import Firewall, Interface, Network, Part, Picture, Problem, Server
from .places import Place, Places


class Way(enum.Enum):
    """How a packet gets there."""

    FIREWALL = "a rule of a firewall"
    UNFILTERED = "no firewall at all"
    BALANCER = "a load balancer"
    NEIGHBOUR = "a private network that machines outside the cloud are joined to"
    TUNNEL = "a tunnel of the edge"
    PRIVATE_ROUTE = "a tunnel's private route"
    RELAY = "a relay of the edge"


@dataclass(frozen=True)
class Reached:
    """That something is open."""

    way: Way
    at: Part
    """What opens it: the firewall, service, network, ingress, route or relay."""
    target: Place | None
    """Whose it is; None if it leads out of the picture."""
    opened: Exposure
    """What is open, as it is seen from outside."""
    inside: Span
    """Ports of the target that this leads to."""
    where: str = ""
    """In words, which rule of `at`."""
    caveat: str = ""
    """In words, what counts as the widest value only because it is not known."""


@dataclass(frozen=True)
class Unseen:
    """That something may be open, and the picture does not show what. It counts as open to everybody."""

    way: Way
    at: Part
    target: Place | None
    why: str
    """In words."""


def exposures(picture: Picture) -> Iterator[Reached | Unseen]:
    """Yield everything that is open."""
    places = Places(picture)
    yield from _through_firewalls(picture)
    yield from _through_balancers(picture, places)
    yield from _from_neighbours(picture, places)
    yield from _through_tunnels(picture, places)
    yield from _through_relays(picture, places)


def beyond(reached: Reached, allow_list: AllowList) -> str | None:
    """Return what is open beyond what the target's role may show, in words; None if nothing is."""
    return excess(reached.opened, allow_list.of(reached.target.role if reached.target else None))


def _through_firewalls(picture: Picture) -> Iterator[Reached | Unseen]:
    firewalls = {firewall.key: firewall for firewall in picture.firewalls}
    of_server: dict[str, dict[str, Firewall]] = defaultdict(dict)
    unseen: dict[str, list[str]] = defaultdict(list)
    for attachment in picture.attachments:
        for key in attachment.servers:
            if firewall := firewalls.get(attachment.firewall):
                of_server[key][firewall.key] = firewall
            else:
                unseen[key].append(attachment.unseen)
    floating = {key for address in picture.addresses for key in address.leads.parts}
    for server in picture.servers:
        for why in unseen[server.key]:
            yield Unseen(Way.FIREWALL, server, server, why)
        for firewall in of_server[server.key].values():
            yield from _rules(firewall, server)
        filtered = of_server[server.key] or unseen[server.key]
        if not filtered and (server.public or server.key in floating):
            yield from _everything(Way.UNFILTERED, server, server, EVERYWHERE)


def _rules(firewall: Firewall, server: Server) -> Iterator[Reached | Unseen]:
    for rule in firewall.rules:
        if isinstance(rule, Problem):
            why = f"firewall {firewall.name} {rule.where}: {rule.why}, so it counts as open to everybody"
            yield Unseen(Way.FIREWALL, firewall, server, why)
        else:
            opened = rule.exposure
            yield Reached(Way.FIREWALL, firewall, server, opened, opened.ports, rule.where, rule.caveat)


def _everything(
    way: Way, at: Part, target: Place | None, sources: tuple[Block, ...], where: str = ""
) -> Iterator[Reached]:
    for protocol in PROTOCOLS:
        ports = ANY if protocol in PORT_PROTOCOLS else NONE
        yield Reached(way, at, target, Exposure(protocol, ports, sources), ports, where)


def _through_balancers(picture: Picture, places: Places) -> Iterator[Reached | Unseen]:
    behind: dict[str, list[Place]] = defaultdict(list)
    beyond_sight: dict[str, list[str]] = defaultdict(list)
    for target in picture.targets:
        led, balancers = places.of(target.leads), places.of(target.balancer)
        for place in led.places if balancers.unseen else ():
            why = f"leads to {place.name} from {', '.join(balancers.unseen)}, and may be public"
            yield Unseen(Way.BALANCER, target, place, why)
        for balancer in balancers.places:
            behind[balancer.key] += led.places
            beyond_sight[balancer.key] += [target.name] if led.unseen else []
    for service in picture.services:
        found = places.of(service.balancer)
        for why in found.unseen:
            yield Unseen(Way.BALANCER, service, None, f"belongs to {why}, and may be public")
        for balancer in found.places:
            if isinstance(balancer, Server) or not balancer.public:
                continue
            opened = Exposure(service.protocol, service.listen, EVERYWHERE)
            for place in {each.key: each for each in (balancer, *behind[balancer.key])}.values():
                yield Reached(Way.BALANCER, service, place, opened, service.inside)
            for name in beyond_sight[balancer.key]:
                why = f"leads through {name} to something whose role cannot be seen"
                yield Unseen(Way.BALANCER, service, balancer, why)


def _from_neighbours(picture: Picture, places: Places) -> Iterator[Reached | Unseen]:
    networks = {network.key: network for network in picture.networks}
    for network in picture.networks:
        if network.joined and not network.shown:
            why = f"joins {network.joined} to network {network.name}, which this stack does not show"
            yield Unseen(Way.NEIGHBOUR, network, None, why)
    for interface in picture.interfaces:
        joined = [network for network in (networks[key] for key in interface.networks) if network.joined]
        found = places.of(interface.of)
        for place in found.places:
            for network in joined:
                yield from _everything(Way.NEIGHBOUR, network, place, network.outside, network.joined)
        for target in (*found.places, *([None] if found.unseen else [])):
            yield from _beside(interface, target, ", ".join(found.unseen), joined)


def _beside(interface: Interface, target: Place | None, lost: str, joined: list[Network]) -> Iterator[Unseen]:
    """Yield the networks, or those on them, that the picture does not show."""
    if interface.unseen:
        who = "joins" if target else f"joins {lost} to"
        why = f"{who} network {interface.unseen}, which this stack does not show: a vSwitch may be joined to it"
        yield Unseen(Way.NEIGHBOUR, Part(interface.key, interface.unseen), target, why)
    if target is None:
        for network in joined:
            why = f"joins {lost}, which this stack does not show, to network {network.name} and to {network.joined}"
            yield Unseen(Way.NEIGHBOUR, Part(interface.key, network.name), None, why)


def _through_tunnels(picture: Picture, places: Places) -> Iterator[Reached | Unseen]:
    for ingress in picture.ingresses:
        opened = Exposure("tcp", Span(443, 443), EVERYWHERE)
        found = places.of(ingress.leads)
        for place in found.places:
            yield Reached(Way.TUNNEL, ingress, place, opened, ingress.ports, ingress.hostname, ingress.caveat)
        for why in found.unseen:
            yield Unseen(Way.TUNNEL, ingress, None, why)
    for route in picture.private_routes:
        for place in places.within(route.blocks):
            yield from _everything(Way.PRIVATE_ROUTE, route, place, EVERYWHERE)


def _through_relays(picture: Picture, places: Places) -> Iterator[Reached | Unseen]:
    for relay in picture.relays:
        opened = Exposure(relay.protocol, relay.listen, EVERYWHERE)
        found = places.of(relay.leads)
        for place in found.places:
            yield Reached(Way.RELAY, relay, place, opened, relay.inside, relay.hostname, relay.caveat)
        for why in found.unseen:
            yield Unseen(Way.RELAY, relay, None, why)
