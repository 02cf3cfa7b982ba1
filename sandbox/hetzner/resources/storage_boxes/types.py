"""Storage box types."""

from sandbox.hetzner.collection import CatalogueCollection

TYPES = CatalogueCollection(
    "storage_box_type", "storage_box_types", lambda project: project.catalogue.storage_box_types
)
routes = TYPES.routes()
