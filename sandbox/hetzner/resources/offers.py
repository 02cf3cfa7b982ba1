"""What is for sale: locations, server types, load-balancer types; and datacenters, which are gone."""

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.collection import CatalogueCollection
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document

ANNOUNCEMENT = "https://docs.hetzner.cloud/changelog#2026-06-02-datacenters-deprecated"


def server_types(project: Project) -> list[Document]:
    """Return the server types, with what is sold out right now."""
    if not project.unavailable:
        return project.catalogue.server_types
    return [
        entry
        | {
            "locations": [
                place | {"available": place["available"] and not project.sold_out(entry["name"], place["name"])}
                for place in entry["locations"]
            ]
        }
        for entry in project.catalogue.server_types
    ]


LOCATIONS = CatalogueCollection("location", "locations", lambda project: project.catalogue.locations)
SERVER_TYPES = CatalogueCollection("server_type", "server_types", server_types)
BALANCER_TYPES = CatalogueCollection(
    "load_balancer_type", "load_balancer_types", lambda project: project.catalogue.load_balancer_types
)
routes: Routes = Routes()
routes += [*LOCATIONS.routes(), *SERVER_TYPES.routes(), *BALANCER_TYPES.routes()]


@routes.on("GET", "/datacenters")
@routes.on("GET", "/datacenters/{id:int}")
def datacenters(_: Project, __: Request) -> Answer:
    """Refuse: datacenters are gone since 2026-10-01.

    Raises:
        ApiError: `deprecated_api_endpoint`, always.

    """
    message = "datacenters were removed on 2026-10-01, use locations"
    raise ApiError("deprecated_api_endpoint", message, {"announcement": ANNOUNCEMENT})
