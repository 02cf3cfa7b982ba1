"""DNS zones."""

from sandbox.hetzner.resources.zones import collection, creation, records, rrsets, zone_files

routes = [*collection.routes, *creation.routes, *zone_files.routes, *rrsets.routes, *records.routes]
