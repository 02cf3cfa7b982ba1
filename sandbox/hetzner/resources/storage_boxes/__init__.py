"""Storage boxes. The vendor answers them on another host; here they are below the same path."""

from sandbox.hetzner.resources.storage_boxes import access, collection, creation, plan, snapshots, subaccounts, types

routes = [
    *types.routes,
    *collection.routes,
    *creation.routes,
    *access.routes,
    *plan.routes,
    *snapshots.routes,
    *subaccounts.routes,
]
