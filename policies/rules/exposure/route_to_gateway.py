"""A private network sends what is for other networks to a gateway of this stack, and to no other host.

The host that a route leads to reads, and may change or bring in, everything that takes this way.
"""

from collections.abc import Iterator

from ...allow_list import ROLE_LABEL
from ...finding import Finding
from ...networks import describe
from ...options import TEXT
from ...picture.parts import Leads, Picture, Route
from ...picture.whole import READS, picture_of, places_of
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings

RULE = "route-to-gateway"
GATEWAYS = ("gateway",)


@stack_rule(
    RULE,
    reads=READS,
    protects="a route to a wrong host hands it the traffic of the whole network, or leads past every firewall into it",
    remedy=f"point the route at the private address of a server whose role ({ROLE_LABEL}) is gateway, and state that"
    " address at the server; other roles that forward are named in the options of this rule",
    options={
        "roles": {"type": "array", "description": "roles that forward for a network beside gateway", "items": TEXT}
    },
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Follow each route to its host."""
    roles = (*GATEWAYS, *settings.option(RULE, "roles", []))
    for route in picture_of(stack).routes:
        for facts in _wrong(stack, route, roles):
            yield Finding(facts, stack.at(route.key))


def _wrong(stack: Stack, route: Route, roles: tuple[str, ...]) -> Iterator[str]:
    what = f"sends {describe(route.destination)} to"
    found = places_of(stack).of(_gateway(picture_of(stack), route))
    for unseen in found.unseen:
        yield f"{what} {unseen}, which is the address of no server of this stack on that network"
    for place in found.places:
        if place.role not in roles:
            whose = f"role {place.role!r}" if place.role else "no role"
            yield f"{what} {place.name}, which has {whose} and is no gateway"


def _gateway(picture: Picture, route: Route) -> Leads:
    """Return what has the gateway's address on the network of the route; another network may have the same address."""
    if not route.networks or not route.gateway.blocks:
        return route.gateway
    hosts = tuple(
        key
        for interface in picture.interfaces
        if set(interface.blocks) & set(route.gateway.blocks) and set(interface.networks) & set(route.networks)
        for key in interface.of.parts
    )
    texts = tuple(network for block in route.gateway.blocks for network in block.networks())
    return Leads(hosts) if hosts else Leads(unseen=texts)
