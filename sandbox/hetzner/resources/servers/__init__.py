"""Servers."""

from sandbox.hetzner.resources.servers import (
    access,
    addresses,
    backups,
    collection,
    creation,
    deletion,
    hardware,
    media,
    metrics,
    placement,
    power,
    private_networks,
    rebuilding,
)

routes = [
    *collection.routes,
    *metrics.routes,
    *creation.routes,
    *deletion.routes,
    *power.routes,
    *rebuilding.routes,
    *access.routes,
    *hardware.routes,
    *private_networks.routes,
    *addresses.routes,
    *placement.routes,
    *backups.routes,
    *media.routes,
]
