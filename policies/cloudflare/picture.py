"""Reads the edge's resources into the picture: tunnels, their private routes, relays, and names."""

from collections.abc import Iterator

from ..hetzner.blocks import block
from ..networks import EVERYWHERE
from ..picture.parts import Ingress, Leads, Picture, PrivateRoute, Relay
from ..ports import ANY
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
        relays=tuple(_relay(stack, relay) for relay in stack.of(*SPECTRUM)),
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


def _relay(stack: Stack, relay: Resource) -> Relay:
    written = relay.get("protocol")
    protocol, listen = services.relayed(written) if isinstance(written, str) else ("tcp", ANY)
    dns = relay.get("dns")
    hostname = dns.get("name") if isinstance(dns, dict) else None
    origins = relay.get("originDirects")
    inside, leads = listen, Leads()
    for origin in origins if isinstance(origins, list) else [] if origins is None else [UNKNOWN]:
        if isinstance(origin, str):
            told = services.parse(origin)
            inside = told.ports
            unseen = () if services.blocks(told.host) else ("a host that is written as a name",)
            leads = Leads(leads.parts, (*leads.blocks, *services.blocks(told.host)), (*leads.unseen, *unseen))
        else:
            led = sources(stack, relay, "originDirects", "an origin that is not known before apply")
            leads = Leads((*leads.parts, *led.parts), leads.blocks, (*leads.unseen, *led.unseen))
    if relay.get("originDns") is not None:
        leads = Leads(leads.parts, leads.blocks, (*leads.unseen, "an origin that is looked up by name"))
    return Relay(relay.urn, relay.name, hostname if isinstance(hostname, str) else "", protocol, listen, inside, leads)
