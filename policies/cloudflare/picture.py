"""Reads the edge's resources into the picture: tunnels, their private routes, relays, and names."""

from collections.abc import Iterator

from ..hetzner.blocks import block
from ..networks import EVERYWHERE
from ..picture.parts import Ingress, Leads, Picture, PrivateRoute, Relay
from ..ports import ANY, Span
from ..reading import UNKNOWN, Value
from ..resource import Resource, Stack
from . import names, services
from .sources import sources
from .tokens import SPECTRUM, TUNNEL_CONFIG, TUNNEL_ROUTE

READS = (*names.READS, *SPECTRUM, *TUNNEL_CONFIG, *TUNNEL_ROUTE)


def picture(stack: Stack) -> Picture:
    """Return the edge's share of the picture."""
    return Picture(
        ingresses=tuple(each for config in stack.of(*TUNNEL_CONFIG) for each in _ingresses(stack, config)),
        private_routes=tuple(_route(route) for route in stack.of(*TUNNEL_ROUTE)),
        relays=tuple(each for relay in stack.of(*SPECTRUM) for each in _relays(stack, relay)),
        names=tuple(names.names(stack)),
    )


def ingress(config: Resource) -> list[Value]:
    """Return a tunnel's rules; one that is UNKNOWN for all that cannot be read."""
    told = config.get("config")
    found = told.get("ingresses", told.get("ingress")) if isinstance(told, dict) else None if told is None else UNKNOWN
    return found if isinstance(found, list) else [] if found is None else [UNKNOWN]


def _ingresses(stack: Stack, config: Resource) -> Iterator[Ingress]:
    for index, entry in enumerate(ingress(config)):
        service = entry.get("service") if isinstance(entry, dict) else UNKNOWN
        hostname = entry.get("hostname") if isinstance(entry, dict) else UNKNOWN
        where = hostname if isinstance(hostname, str) else f"ingress[{index}]"
        if not isinstance(service, str):
            leads = sources(stack, config, "config", "a service that is not known before apply")
            yield Ingress(config.urn, config.name, where, "", ANY, leads)
            continue
        told = services.parse(service)
        if told.protocol != services.ANSWERS:
            yield Ingress(
                config.urn, config.name, where, told.protocol, told.ports, Leads(blocks=services.blocks(told.host))
            )


def _route(route: Resource) -> PrivateRoute:
    found = block(route.get("network"))
    return PrivateRoute(route.urn, route.name, found or EVERYWHERE, "" if found else "its network is not known")


def _relays(stack: Stack, relay: Resource) -> Iterator[Relay]:
    """Yield what a relay leads to, each origin for itself: one may be led to another port than the next."""
    written = relay.get("protocol")
    protocol, listen = services.relayed(written) if isinstance(written, str) else ("tcp", ANY)
    dns = relay.get("dns")
    name = dns.get("name") if isinstance(dns, dict) else None
    hostname = name if isinstance(name, str) else ""
    for inside, leads in _origins(stack, relay):
        yield Relay(relay.urn, relay.name, hostname, protocol, listen, inside, leads)


def _origins(stack: Stack, relay: Resource) -> Iterator[tuple[Span, Leads]]:
    origins = relay.get("originDirects")
    for origin in origins if isinstance(origins, list) else [] if origins is None else [UNKNOWN]:
        if isinstance(origin, str):
            told = services.parse(origin)
            blocks = services.blocks(told.host)
            yield told.ports, Leads(blocks=blocks, unseen=() if blocks else ("a host that is written as a name",))
        else:
            yield ANY, sources(stack, relay, "originDirects", "an origin that is not known before apply")
    if relay.get("originDns") is not None:
        yield ANY, Leads(unseen=("an origin that is looked up by name",))
    if relay.get("originWorkerId") is not None:
        yield ANY, Leads(unseen=("a program at the edge",))
