"""Private networks."""

from sandbox.hetzner.resources.networks import collection, creation, members, ranges, routing, subnets

routes = [*members.routes, *collection.routes, *creation.routes, *subnets.routes, *routing.routes, *ranges.routes]
