"""The resources of the API, one file for each kind."""

from sandbox.cloudflare.resources import (
    bots,
    buckets,
    dnssec,
    health_checks,
    notifications,
    origin_certificates,
    origin_pulls,
    ranges,
    records,
    rulesets,
    settings,
    tokens,
    tunnels,
    webhooks,
    workers,
    zones,
)

ROUTES = [
    *bots.ROUTES,
    *buckets.ROUTES,
    *dnssec.ROUTES,
    *health_checks.ROUTES,
    *notifications.ROUTES,
    *origin_certificates.ROUTES,
    *origin_pulls.ROUTES,
    *ranges.ROUTES,
    *records.ROUTES,
    *rulesets.ROUTES,
    *settings.ROUTES,
    *tokens.ROUTES,
    *tunnels.ROUTES,
    *webhooks.ROUTES,
    *workers.ROUTES,
    *zones.ROUTES,
]
