"""The resources of the API, one file for each kind."""

from sandbox.cloudflare.resources import ranges, records, rulesets, settings, zones

ROUTES = [*ranges.ROUTES, *records.ROUTES, *rulesets.ROUTES, *settings.ROUTES, *zones.ROUTES]
