"""ISO images."""

from sandbox.hetzner.collection import CatalogueCollection
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document


def fits_architecture(entry: Document, values: list[str]) -> bool:
    """Keep images of an architecture."""
    return entry["architecture"] in values


ISOS = CatalogueCollection(
    "iso",
    "isos",
    lambda project: project.catalogue.isos,
    {"architecture": fits_architecture, "type": equals("type")},
)
routes = ISOS.routes()


def by_id(project: Project, identity: int) -> Document | None:
    """Return an image, or None."""
    return next((entry for entry in project.catalogue.isos if entry["id"] == identity), None)


def find(project: Project, wanted: int | str) -> Document:
    """Return the image of an id or name.

    Raises:
        ApiError: `not_found`.

    """
    for entry in project.catalogue.isos:
        if str(entry["id"]) == str(wanted) or entry["name"] == wanted:
            return entry
    raise ApiError("not_found", f"ISO '{wanted}' not found")
