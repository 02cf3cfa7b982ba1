"""The resources of the API, one file for each kind."""

from sandbox.cloudflare.resources import (
    bots,
    health_checks,
    origin_certificates,
    origin_pulls,
    ranges,
    records,
    rulesets,
    settings,
    workers,
    zones,
)

ROUTES = [
    *bots.ROUTES,
    *health_checks.ROUTES,
    *origin_certificates.ROUTES,
    *origin_pulls.ROUTES,
    *ranges.ROUTES,
    *records.ROUTES,
    *rulesets.ROUTES,
    *settings.ROUTES,
    *workers.ROUTES,
    *zones.ROUTES,
]
