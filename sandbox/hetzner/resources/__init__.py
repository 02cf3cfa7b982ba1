"""The resources of the API, and all of their routes."""

from sandbox.hetzner.api import Route
from sandbox.hetzner.resources import (
    actions,
    firewalls,
    images,
    isos,
    networks,
    offers,
    placement_groups,
    primary_ips,
    servers,
    ssh_keys,
    volumes,
)

ROUTES: list[Route] = [
    *actions.routes,
    *servers.routes,
    *networks.routes,
    *firewalls.routes,
    *primary_ips.routes,
    *volumes.routes,
    *placement_groups.routes,
    *ssh_keys.routes,
    *images.routes,
    *isos.routes,
    *offers.routes,
]
