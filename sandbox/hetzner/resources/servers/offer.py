"""What can be ordered: server types in locations."""

from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document


def orderable(project: Project, wanted_type: int | str, wanted_location: int | str | None) -> tuple[Document, str]:
    """Return a server type and the location it is made in; without a wish, the first that has it.

    Raises:
        ApiError: `invalid_input` if there is no such type or location, or the one is not sold in the other;
            `resource_unavailable` if it is sold out.

    """
    server_type = project.catalogue.server_type(wanted_type)
    if server_type is None:
        raise invalid("server_type", f"server type '{wanted_type}' not found")
    if server_type["deprecated"]:
        raise invalid("server_type", f"server type {server_type['name']} is deprecated and cannot be ordered any more")
    sold = [each["name"] for each in server_type["locations"]]
    if wanted_location is None:
        location = next((each for each in sold if not project.sold_out(server_type["name"], each)), sold[0])
    else:
        found = project.catalogue.location(wanted_location)
        if found is None:
            raise invalid("location", f"location '{wanted_location}' not found")
        location = str(found["name"])
    require_sold(project, server_type, location)
    return server_type, location


def require_sold(project: Project, server_type: Document, location: str) -> None:
    """Refuse a type that a location does not have, or has not now.

    Raises:
        ApiError: `invalid_input` or `resource_unavailable`.

    """
    if all(each["name"] != location for each in server_type["locations"]):
        raise invalid("server_type", f"unsupported location for server type: {server_type['name']} in {location}")
    if project.sold_out(server_type["name"], location):
        message = f"server type {server_type['name']} is currently unavailable in {location}"
        raise ApiError("resource_unavailable", message)
