"""The resources of the API, one file for each kind."""

from sandbox.cloudflare.resources import bots, health_checks, ranges, records, rulesets, settings, workers, zones

ROUTES = [
    *bots.ROUTES,
    *health_checks.ROUTES,
    *ranges.ROUTES,
    *records.ROUTES,
    *rulesets.ROUTES,
    *settings.ROUTES,
    *workers.ROUTES,
    *zones.ROUTES,
]
