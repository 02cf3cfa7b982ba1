"""No tunnel leads into private networks: members of the organisation would reach every port there.

People come through WireGuard, where each group reaches what it needs.
"""

from collections.abc import Iterator

from ...cloudflare.tokens import HOSTNAME_ROUTE, TUNNEL_ROUTE, WARP_CONNECTOR
from ...finding import Finding
from ...options import RESOURCE, accepted
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "tunnel-private-route",
    on=(*TUNNEL_ROUTE, *HOSTNAME_ROUTE, *WARP_CONNECTOR),
    protects="whoever is a member of the organisation at the edge reaches private hosts, on every port",
    remedy="remove the route; or accept it in the configuration (tunnel-private-route.accepted) with an owner",
    options={"accepted": accepted("routes into private networks", resource=RESOURCE)},
)
def rule(route: Resource, settings: Settings) -> Iterator[Finding]:
    """Report each route."""
    for entry in settings.option("tunnel-private-route", "accepted", ()):
        if route.is_called(entry["resource"]):
            yield Finding(f"leads into a private network: {entry['reason']} ({entry['owner']})", notice=True)
            return
    yield Finding(f"leads from the edge into the private network {route.shown('network')}")
