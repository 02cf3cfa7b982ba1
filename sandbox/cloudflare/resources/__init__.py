"""The resources of the API, one file for each kind."""

from sandbox.cloudflare.resources import ranges, records, settings, zones

ROUTES = [*ranges.ROUTES, *records.ROUTES, *settings.ROUTES, *zones.ROUTES]
