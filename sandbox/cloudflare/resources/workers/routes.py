"""Routes: patterns of a zone's addresses that a script answers."""

import re

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources import zones
from sandbox.cloudflare.resources.workers import names

KIND = "worker_route"
PATTERN = re.compile(r"(?:https?://|\*://)?(?P<host>\*?[a-z0-9.-]*)(?:/[^*?]*\*?)?", re.IGNORECASE)
"""Workers docs, "Routes": a star may begin the host and end the path, and there is no query."""


def checked(documents: Documents, owner: Document, request: Request, own: str | None) -> Document:
    """Return the route that a body asks for.

    Raises:
        ApiError: the pattern is none of the zone or taken, or the script does not exist. The numbers, and the texts of
            the last two, are known from the answers that others quote.

    """
    body = request.json()
    pattern, script = body.get("pattern"), body.get("script")
    found = PATTERN.fullmatch(pattern) if isinstance(pattern, str) else None
    host = found["host"].removeprefix("*").removeprefix(".").lower() if found else ""
    if not found or not (host == owner["name"] or host.endswith(f".{owner['name']}")):
        raise ApiError(10022, f"Invalid route pattern: {pattern!r} is none of the zone {owner['name']}")
    if any(each["pattern"] == pattern and each["id"] != own for each in documents.all(KIND, owner["id"])):
        raise ApiError(10020, "A route with the same pattern already exists.", 409)
    if script and documents.find(names.SCRIPT, owner["account"]["id"], str(script)) is None:
        raise ApiError(
            10019,
            "Cannot configure a route for a Worker which does not exist. "
            "Please ensure this Worker exists and try again.",
        )
    return {"pattern": pattern, **({"script": script} if script else {})}


def stored(documents: Documents, owner: Document, request: Request) -> Document:
    """Return the route that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, owner["id"], str(request.parameters["route"]))
    if found is None:
        raise ApiError(10009, "Route does not exist.", 404)
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a route; one without a script keeps scripts away from its pattern."""
    owner = zones.zone(documents, request)
    made = {"id": identity(), **checked(documents, owner, request, None)}
    documents.put(KIND, owner["id"], made["id"], made)
    return result(made)


def change(documents: Documents, request: Request) -> Answer:
    """Replace a route."""
    owner = zones.zone(documents, request)
    old = stored(documents, owner, request)
    made = {"id": old["id"], **checked(documents, owner, request, old["id"])}
    documents.put(KIND, owner["id"], old["id"], made)
    return result(made)


def find(documents: Documents, request: Request) -> Answer:
    """List the routes of a zone."""
    return result(documents.all(KIND, zones.zone(documents, request)["id"]))


def read(documents: Documents, request: Request) -> Answer:
    """Return a route."""
    return result(stored(documents, zones.zone(documents, request), request))


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a route."""
    owner = zones.zone(documents, request)
    gone = stored(documents, owner, request)["id"]
    documents.remove(KIND, owner["id"], gone)
    return result({"id": gone})


def forget(documents: Documents, account: str, script: str) -> None:
    """Remove the routes of a script that goes."""
    for zone in documents.all(zones.KIND, ""):
        for each in documents.all(KIND, zone["id"]):
            if zone["account"]["id"] == account and each.get("script") == script:
                documents.remove(KIND, zone["id"], each["id"])


ROUTES: list[Route] = [
    ("POST", "/zones/{zone}/workers/routes", create),
    ("GET", "/zones/{zone}/workers/routes", find),
    ("GET", "/zones/{zone}/workers/routes/{route}", read),
    ("PUT", "/zones/{zone}/workers/routes/{route}", change),
    ("DELETE", "/zones/{zone}/workers/routes/{route}", remove),
]
