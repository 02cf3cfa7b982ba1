"""Whether the edge shows a certificate to the origins of a zone."""

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.zones import zone

KIND, ID = "origin_pull_settings", "settings"
PATH = "/zones/{zone}/origin_tls_client_auth/settings"


def read(documents: Documents, request: Request) -> Answer:
    """Return the setting; a new zone has it off."""
    return result(documents.find(KIND, zone(documents, request)["id"], ID) or {"enabled": False})


def write(documents: Documents, request: Request) -> Answer:
    """Switch it."""
    enabled = request.json().get("enabled")
    if not isinstance(enabled, bool):
        raise ApiError(1400, "enabled must be true or false")
    documents.put(KIND, zone(documents, request)["id"], ID, {"enabled": enabled})
    return result({"enabled": enabled})


ROUTES: list[Route] = [("GET", PATH, read), ("PUT", PATH, write)]
