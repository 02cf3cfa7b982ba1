"""The resources of the API, one file for each kind."""

from sandbox.cloudflare.resources import ranges, records, zones

ROUTES = [*ranges.ROUTES, *records.ROUTES, *zones.ROUTES]
