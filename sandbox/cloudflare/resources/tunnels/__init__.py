"""Tunnels: an origin's daemon calls the edge. Nothing runs here; what the daemon would be told is kept."""

from sandbox.cloudflare.resources.tunnels import configurations, connections, tunnels

ROUTES = [*tunnels.ROUTES, *configurations.ROUTES, *connections.ROUTES]
