"""Health checks of origins. Nobody looks at the origins here: their status stays unknown.

Fields and defaults: the API reference, health checks (cloudflare-python 5.9.0, `types/healthchecks`). The refusal on
the free plan is quoted by others from the API's answers; the other texts are our own.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from sandbox.cloudflare import plans
from sandbox.cloudflare.api import Answer, Request, Route, page, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.zones import zone

KIND = "healthcheck"
INVALID, MISSING = 1002, 1001
Port = Annotated[StrictInt, Field(ge=1, le=65535)]


class Checked(BaseModel):
    """What no check has is refused."""

    model_config = ConfigDict(extra="forbid")


class Http(Checked):
    """How a web server is asked."""

    allow_insecure: StrictBool = False
    expected_body: StrictStr = ""
    expected_codes: list[StrictStr] | None = None
    follow_redirects: StrictBool = False
    header: dict[str, list[StrictStr]] | None = None
    method: Literal["GET", "HEAD"] = "GET"
    path: StrictStr = "/"
    port: Port | None = None


class Tcp(Checked):
    """How a port is asked."""

    method: Literal["connection_established"] = "connection_established"
    port: Port = 80


class HealthCheck(Checked):
    """One check."""

    address: Annotated[StrictStr, Field(min_length=1)]
    name: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    check_regions: list[StrictStr] | None = None
    consecutive_fails: Annotated[StrictInt, Field(ge=1)] = 1
    consecutive_successes: Annotated[StrictInt, Field(ge=1)] = 1
    description: StrictStr = ""
    http_config: Http | None = None
    interval: Annotated[StrictInt, Field(ge=1, le=3600)] = 60
    retries: Annotated[StrictInt, Field(ge=0, le=5)] = 2
    suspended: StrictBool = False
    tcp_config: Tcp | None = None
    timeout: Annotated[StrictInt, Field(ge=1, le=10)] = 5
    type: Literal["HTTP", "HTTPS", "TCP"] = "HTTP"


def checked(owner: Document, body: Document) -> Document:
    """Return the check that a body asks for, complete.

    Raises:
        ApiError: it is none, or the plan has none like it.

    """
    if not plans.offered(owner, "health_checks"):
        raise ApiError(INVALID, "health checks disabled for zone")
    writable = {key: value for key, value in body.items() if key in HealthCheck.model_fields and value is not None}
    try:
        wish = HealthCheck.model_validate(writable)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ApiError(INVALID, f"{place}: {first['msg']}: validation failed") from error
    least = plans.offered(owner, "health_check_interval")
    if wish.interval < least:
        raise ApiError(INVALID, f"interval: {wish.interval}, at least {least} on this plan: validation failed")
    if wish.type != "TCP":
        wish.http_config = wish.http_config or Http()
        wish.http_config.port = wish.http_config.port or (443 if wish.type == "HTTPS" else 80)
    if wish.type == "TCP" and wish.tcp_config is None:
        wish.tcp_config = Tcp()
    return wish.model_dump()


def stored(documents: Documents, request: Request) -> Document:
    """Return the check that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, zone(documents, request)["id"], str(request.parameters["check"]))
    if found is None:
        raise ApiError(MISSING, "healthcheck not found", 404)
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a check."""
    owner = zone(documents, request)
    wish = checked(owner, request.json())
    others, most = documents.all(KIND, owner["id"]), plans.offered(owner, "health_checks")
    if len(others) >= most:
        raise ApiError(INVALID, f"healthcheck quota of {most} reached: validation failed")
    known = {"status": "unknown", "failure_reason": "", "created_on": documents.time, "modified_on": documents.time}
    made = {"id": identity(), **wish, **known}
    documents.put(KIND, owner["id"], made["id"], made)
    return result(made)


def change(documents: Documents, request: Request) -> Answer:
    """Change a check: PUT replaces what can be said about it, PATCH leaves what it does not name."""
    owner, old = zone(documents, request), stored(documents, request)
    before = old if request.method == "PATCH" else {}
    made = {**old, **checked(owner, {**before, **request.json()}), "modified_on": documents.time}
    documents.put(KIND, owner["id"], old["id"], made)
    return result(made)


def read(documents: Documents, request: Request) -> Answer:
    """Return a check."""
    return result(stored(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List the checks of a zone."""
    return page(request, documents.all(KIND, zone(documents, request)["id"]), per_page=25, most=1000)


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a check."""
    gone = stored(documents, request)
    documents.remove(KIND, zone(documents, request)["id"], gone["id"])
    return result({"id": gone["id"]})


ROUTES: list[Route] = [
    ("POST", "/zones/{zone}/healthchecks", create),
    ("GET", "/zones/{zone}/healthchecks", find),
    ("GET", "/zones/{zone}/healthchecks/{check}", read),
    ("PUT", "/zones/{zone}/healthchecks/{check}", change),
    ("PATCH", "/zones/{zone}/healthchecks/{check}", change),
    ("DELETE", "/zones/{zone}/healthchecks/{check}", remove),
]
