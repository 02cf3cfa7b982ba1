"""Load balancers."""

from sandbox.hetzner.resources.load_balancers import (
    collection,
    creation,
    metrics,
    private_networks,
    properties,
    services,
    targets,
)

routes = [
    *collection.routes,
    *metrics.routes,
    *creation.routes,
    *services.routes,
    *targets.routes,
    *private_networks.routes,
    *properties.routes,
]
