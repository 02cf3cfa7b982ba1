"""The resources of the API, and all of their routes."""

from sandbox.hetzner.api import Route
from sandbox.hetzner.resources import (
    actions,
    certificates,
    firewalls,
    floating_ips,
    images,
    isos,
    load_balancers,
    networks,
    offers,
    placement_groups,
    pricing,
    primary_ips,
    servers,
    ssh_keys,
    storage_boxes,
    volumes,
    zones,
)

ROUTES: list[Route] = [
    *actions.routes,
    *servers.routes,
    *networks.routes,
    *firewalls.routes,
    *primary_ips.routes,
    *floating_ips.routes,
    *volumes.routes,
    *load_balancers.routes,
    *certificates.routes,
    *placement_groups.routes,
    *ssh_keys.routes,
    *images.routes,
    *isos.routes,
    *offers.routes,
    *pricing.routes,
    *zones.routes,
    *storage_boxes.routes,
]
